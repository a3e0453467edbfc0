#include "timeline/lane_painter.h"

#include "base/format.h"
#include "theme/paint.h"
#include "theme/status_look.h"
#include "timeline/words.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

constexpr qreal ring = 2;
constexpr qreal watchHeight = 3;
constexpr qreal leastWatch = 14;
constexpr qreal arcReach = 64;
constexpr qreal labelGap = 7;
/// How far left of now a marker's words still go to the other side of the line.
constexpr qreal nearNow = 56;

} // namespace

LanePainter::LanePainter(const Frame &frame, int row)
    : m_frame(frame)
    , m_board(frame.board)
    , m_track(frame.board.chronicle.track(row))
    , m_row(row)
    , m_rect(frame.board.rowRect(row))
    , m_middle(frame.board.markerY(row))
    , m_size(frame.board.markerSize(row))
    , m_begin(frame.board.spotsOf(row).first)
    , m_end(frame.board.spotsOf(row).second)
    , m_isLarge(m_rect.height() > frame.board.ink.px(40))
    , m_isOld(!m_track.isMarks() && isStale(m_track.lane, frame.board.now))
{ }

QRectF LanePainter::bar() const
{
    const qreal height = m_board.ink.px(m_isLarge ? 22 : 16);
    return {m_rect.left(), std::round(m_middle - height / 2), m_rect.width(), std::round(height)};
}

const releases::Release *LanePainter::releaseOf(const Spot &spot) const
{
    return m_track.isMarks() || spot.isCluster() ? nullptr : &m_board.chronicle.release(spot.index);
}

Look LanePainter::lookOf(const Spot &spot) const
{
    if (m_track.isMarks())
        return timeline::lookOf(m_board.chronicle.mark(spot.index), m_frame.colours);
    const releases::Release &release = m_board.chronicle.release(spot.index);
    const Look look = timeline::lookOf(release, m_frame.colours);
    if (!m_board.slow.contains(release.id))
        return look;
    return {look.icon, m_frame.colours.warning.solid, m_frame.colours.warning.fg};
}

void LanePainter::paintBar(qreal left, qreal right, bool isBad) const
{
    const QRectF whole = bar();
    const QRectF lanes = m_board.lanes();
    const qreal from = std::max(left, lanes.left() - 8);
    const QRectF part(from, whole.top(), std::min(right, lanes.right() + 8) - from, whole.height());
    if (part.width() <= 0)
        return;
    const theme::Tokens &colours = m_frame.colours;
    if (isBad)
        m_frame.painter.fillRect(part, colours.failure.bg);
    if (m_isLarge && !isBad)
        m_frame.painter.fillRect(part, colours.band);
    if (!m_isLarge)
        theme::paintBox(m_frame.painter, part, theme::textChipRadius, {}, colours.line2,
                        m_track.lane.environment == "preview"_L1 ? Qt::DashLine : Qt::SolidLine);
}

void LanePainter::paintSegments() const
{
    const auto &segments = m_track.segments;
    const Scale &scale = m_board.scale;
    const auto from = static_cast<Instant>(scale.from());
    auto at = std::ranges::upper_bound(segments, from, {}, &Segment::from);
    if (at != segments.begin())
        --at;
    // Neighbours that look the same are one bar: a year of releases has thousands.
    qreal left = 0;
    qreal right = -1;
    bool isBad = false;
    const qreal last = std::min(scale.right() + 16, m_board.nowX());
    for (; at != segments.end() && static_cast<double>(at->from) <= scale.until(); ++at) {
        const qreal begin = scale.x(at->from);
        const qreal end = at->until == openEnd ? last : std::min(last, scale.x(at->until));
        const bool joins = right >= left && begin <= right + 1 && (at->isBad == isBad || end - begin < 2);
        if (!joins && right >= left)
            paintBar(left, right, isBad);
        if (!joins) {
            left = begin;
            isBad = at->isBad;
        }
        right = joins ? std::max(right, end) : end;
    }
    if (right >= left)
        paintBar(left, right, isBad);
    if (!m_track.isMarks())
        paintFirstName();
}

void LanePainter::paintFirstName() const
{
    const Scale &scale = m_board.scale;
    const auto &segments = m_track.segments;
    auto at = std::ranges::upper_bound(segments, static_cast<Instant>(scale.from()), {}, &Segment::from);
    if (at == segments.begin())
        return;
    --at;
    const releases::Release &release = m_board.chronicle.release(at->release);
    // Its marker is in sight and has the words.
    if (scale.x(instantOf(release.at)) + m_size / 2 > scale.left())
        return;
    qreal until = std::min(scale.right(), m_board.nowX());
    if (at->until != openEnd)
        until = std::min(until, scale.x(at->until));
    const std::vector<Spot> &spots = m_board.spots();
    for (std::size_t spot = m_begin; spot < m_end; ++spot) {
        if (spots[spot].x + m_size > scale.left()) {
            until = std::min(until, spots[spot].x - m_size / 2 - 4);
            break;
        }
    }
    const QRectF whole = bar();
    const qreal left = scale.left() + m_board.ink.px(8);
    m_board.ink.textOrNothing(m_frame.painter, {left, whole.top(), until - left, whole.height()}, Words::label(release),
                              m_isLarge ? Role::Body : Role::Small,
                              aged(m_isLarge ? m_frame.colours.text : m_frame.colours.text2));
}

void LanePainter::paintPromotions() const
{
    if (m_track.isMarks())
        return;
    const std::vector<Spot> &spots = m_board.spots();
    QPainter &painter = m_frame.painter;
    for (std::size_t at = m_begin; at < m_end; ++at) {
        const releases::Release *release = releaseOf(spots[at]);
        if (!release || release->from.isEmpty() || release->act == releases::Act::RollBack)
            continue;
        const Place origin = m_board.chronicle.originOf(spots[at].index);
        if (origin.isNull() || origin.track == m_row)
            continue;
        const qreal x = m_board.scale.x(instantOf(m_board.chronicle.release(origin.index).at));
        const bool isBelow = origin.track > m_row;
        const qreal from =
            m_board.markerY(origin.track) + (isBelow ? -1 : 1) * (m_board.markerSize(origin.track) / 2 + ring);
        const qreal to = m_middle + (isBelow ? 1 : -1) * (m_size / 2 + ring);
        const qreal half = (from + to) / 2;
        QPainterPath path(QPointF(x, from));
        path.cubicTo(QPointF(x, half), QPointF(spots[at].x, half), QPointF(spots[at].x, to));
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_frame.colours.focus, 1.5, Qt::CustomDashLine));
        QPen pen = painter.pen();
        pen.setDashPattern({2, 2});
        painter.setPen(pen);
        painter.drawPath(path);
    }
}

qreal LanePainter::arcEnd(const Spot &spot, int target) const
{
    const Scale &scale = m_board.scale;
    const releases::Release &release = m_board.chronicle.release(target);
    const Instant served = m_board.chronicle.servedUntil(target);
    const qreal latest = served == openEnd ? spot.x : scale.x(served) - m_board.ink.px(24);
    const qreal end = std::min(spot.x - m_board.ink.px(arcReach), latest);
    return std::min(std::max(end, scale.x(instantOf(release.at))), spot.x - m_size);
}

void LanePainter::paintArc(qreal from, qreal to, bool isProposed) const
{
    const qreal top = m_rect.top() + 2;
    const qreal begin = m_middle - m_size / 2 - ring - 1;
    const QPointF end(to, bar().top());
    QPainterPath path(QPointF(from - 3, begin));
    const qreal bend = std::min<qreal>(12, (from - to) / 3);
    path.cubicTo(QPointF(from - bend, top), QPointF(from - bend, top), QPointF(from - 2 * bend, top));
    path.lineTo(to + bend, top);
    path.quadTo(QPointF(to + 2, top), end);
    QPainter &painter = m_frame.painter;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QPen pen(m_frame.colours.text2, 1.5);
    if (isProposed)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.drawPath(path);
    painter.setPen(QPen(m_frame.colours.text2, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(end, end + QPointF(-1.5, -4.5));
    painter.drawLine(end, end + QPointF(4.5, -2));
}

void LanePainter::paintRollBacks() const
{
    if (m_track.isMarks())
        return;
    const std::vector<Spot> &spots = m_board.spots();
    for (std::size_t at = m_begin; at < m_end; ++at) {
        const releases::Release *release = releaseOf(spots[at]);
        if (!release)
            continue;
        const Place origin = m_board.chronicle.originOf(spots[at].index);
        if (release->act == releases::Act::RollBack && origin.track == m_row)
            paintArc(spots[at].x, arcEnd(spots[at], origin.index), false);
        if (release->id != m_board.proposedFrom)
            continue;
        const Place target = m_board.chronicle.placeOf(m_board.proposedTo, false);
        if (target.track == m_row)
            paintArc(spots[at].x, arcEnd(spots[at], target.index), true);
    }
}

void LanePainter::paintMarkers() const
{
    const std::vector<Spot> &spots = m_board.spots();
    const qreal edge = m_board.scale.right() + m_board.ink.px(120);
    for (std::size_t at = m_begin; at < m_end; ++at) {
        const Spot &spot = spots[at];
        if (const releases::Release *release = releaseOf(spot))
            paintWatch(spot, *release);
        const qreal next = at + 1 < m_end ? spots[at + 1].x - m_size / 2 - ring - 4 : edge;
        if (spot.isCluster()) {
            paintCount(spot);
        } else {
            paintMarker(spot);
            paintLabel(spot, next);
        }
    }
}

void LanePainter::paintMarker(const Spot &spot) const
{
    QPainter &painter = m_frame.painter;
    const QPointF middle(spot.x, m_middle);
    const Look look = lookOf(spot);
    const qreal radius = m_size / 2 + ring;
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_track.isMarks()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_frame.colours.base);
        painter.drawEllipse(middle, radius, radius);
    }
    const releases::Release *release = releaseOf(spot);
    const bool turns = m_board.turn != 0 && release && release->outcome == releases::Outcome::Running
        && release->act != releases::Act::Canary;
    painter.save();
    painter.setOpacity(m_isOld ? 0.55 : 1);
    if (turns) {
        painter.translate(middle);
        painter.rotate(m_board.turn);
        painter.translate(-middle);
    }
    m_board.ink.icon(painter, middle, m_size, look.icon, look.solid);
    painter.restore();
    if (!m_board.current.isNull() && m_board.itemOf(spot) == m_board.current) {
        painter.setPen(QPen(m_frame.colours.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(middle, radius + 2, radius + 2);
    }
}

void LanePainter::paintCount(const Spot &spot) const
{
    const Place current =
        m_board.current.isNull() ? Place() : m_board.chronicle.placeOf(m_board.current.id, m_board.current.isMark);
    const QString words = spot.count() > 999 ? u"999+"_s : QString::number(spot.count());
    const qreal height = m_board.ink.px(m_isLarge ? 18 : 16);
    const qreal width = std::max(height, m_board.ink.width(words, Role::CaptionStrong) + 8);
    const QRectF pill(spot.x - width / 2, m_middle - height / 2, width, height);
    const bool isCurrent = current.track == m_row && spot.first <= current.event && current.event <= spot.last;
    theme::paintBox(m_frame.painter, pill.adjusted(-1, -1, 1, 1), height / 2 + 1, m_frame.colours.raised,
                    isCurrent ? m_frame.colours.focus : m_frame.colours.line3);
    m_board.ink.text(m_frame.painter,
                     pill.adjusted((width - m_board.ink.width(words, Role::CaptionStrong)) / 2, 0, 9, 0), words,
                     Role::CaptionStrong, aged(m_frame.colours.text));
    if (m_track.failed(spot.first, spot.last) > 0) {
        const QPointF corner(pill.right() - 1, pill.top() + 1);
        m_frame.painter.setPen(Qt::NoPen);
        m_frame.painter.setBrush(m_frame.colours.base);
        m_frame.painter.setRenderHint(QPainter::Antialiasing);
        m_frame.painter.drawEllipse(corner, 5.5, 5.5);
        m_board.ink.icon(m_frame.painter, corner, 9, theme::statusIcon(base::Status::Failure),
                         m_frame.colours.failure.solid);
    }
    if (isCurrent)
        theme::paintFocusRing(m_frame.painter, pill, height / 2, m_frame.colours.focus);
}

void LanePainter::paintWatch(const Spot &spot, const releases::Release &release) const
{
    if (!release.watchedUntil || spot.isWaiting())
        return;
    const Scale &scale = m_board.scale;
    const Instant until = instantOf(*release.watchedUntil);
    const Instant seen = std::min(until, instantOf(m_board.now));
    const qreal left = spot.x;
    const qreal whole = std::max(m_board.ink.px(leastWatch), scale.x(until) - left);
    const Instant from = instantOf(release.at);
    const double share = until > from ? static_cast<double>(seen - from) / static_cast<double>(until - from) : 1;
    const qreal top = m_middle + m_size / 2 + m_board.ink.px(m_isLarge ? 7 : 3);
    const QRectF rect(left, std::round(top), whole, watchHeight);
    const QColor colour = watchColour(release, m_frame.colours);
    QColor rest = colour;
    rest.setAlphaF(0.35F);
    if (share < 1)
        theme::paintBox(m_frame.painter, rect, watchHeight / 2, rest, {});
    const qreal part = std::max<qreal>(watchHeight, whole * std::clamp(share, 0.0, 1.0));
    theme::paintBox(m_frame.painter, {rect.left(), rect.top(), part, rect.height()}, watchHeight / 2, colour, {});
}

qreal LanePainter::paintFlag(const releases::Release &release, qreal x, const QColor &colour) const
{
    if (release.act != releases::Act::Hotfix)
        return 0;
    const qreal size = m_board.ink.px(14);
    m_board.ink.icon(m_frame.painter, {x + size / 2, m_middle}, size, u"flag-hotfix"_s, colour);
    return size + 4;
}

/// Up to the next marker, and not across the line that is now: what happens at it is named right of it.
QRectF LanePainter::labelRoom(const Spot &spot, qreal next, qreal wanted) const
{
    const qreal now = m_board.nowX();
    qreal left = spot.x + m_size / 2 + ring + m_board.ink.px(labelGap);
    qreal right = std::min(next, m_board.scale.right() + wanted);
    const bool isLast = next > now + m_size;
    if (!spot.isWaiting() && spot.x <= now && right > now) {
        const bool goesOver = isLast && now - spot.x < m_board.ink.px(nearNow);
        if (goesOver)
            left = std::max(left, now + m_board.ink.px(labelGap));
        else
            right = now - 4;
    }
    return {left, m_rect.top(), right - left, 2 * (m_middle - m_rect.top())};
}

void LanePainter::paintLabel(const Spot &spot, qreal next) const
{
    Ink &ink = m_board.ink;
    if (m_track.isMarks()) {
        const releases::Mark &mark = m_board.chronicle.mark(spot.index);
        QRectF room = labelRoom(spot, next, 200);
        const qreal used =
            ink.textOrNothing(m_frame.painter, room, mark.name, Role::SmallStrong, m_frame.colours.text2);
        room.setLeft(room.left() + used + 4);
        if (used > 0)
            ink.textOrNothing(m_frame.painter, room, mark.environment, Role::Small, m_frame.colours.text2);
        return;
    }
    const releases::Release &release = *releaseOf(spot);
    const bool speaks = spot.isWaiting() || release.outcome == releases::Outcome::Running;
    const bool isQuiet = release.outcome == releases::Outcome::Failed || release.outcome == releases::Outcome::Aborted;
    const Role role = speaks ? Role::SmallStrong : m_isLarge && !isQuiet ? Role::Body : Role::Small;
    QString words = Words::label(release);
    if (m_board.slow.contains(release.id))
        words = TimelineView::tr("%1, slow").arg(words);
    const qreal wanted = ink.width(words, role) + ink.px(24);
    QRectF room = labelRoom(spot, next, wanted);
    if (room.width() < ink.px(24))
        return;
    const QColor plain = m_isLarge && !isQuiet ? m_frame.colours.text : m_frame.colours.text2;
    const QColor colour = aged(speaks ? lookOf(spot).words : plain);
    room.setLeft(room.left() + paintFlag(release, room.left(), colour));
    ink.textOrNothing(m_frame.painter, room, words, role, colour);
}

} // namespace slipway::timeline
