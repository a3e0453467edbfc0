#include "timeline/overview_strip.h"

#include "theme/paint.h"
#include "timeline/words.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace slipway::timeline {

namespace {

constexpr qreal bandInset = 8;
constexpr qreal bandRadius = 4;
constexpr qreal handleReach = 7;
constexpr qreal leastBrush = 6;
constexpr qreal dateRoom = 300;
constexpr qreal gutter = 12;

enum Grade : quint8 { Nothing, Good, Neutral, Waits, Bad };

Grade gradeOf(const releases::Release &release)
{
    using releases::Outcome;
    switch (release.outcome) {
    case Outcome::Failed: return Bad;
    case Outcome::Live: return release.verdict == releases::Verdict::Failed ? Bad : Good;
    case Outcome::Waiting: return Waits;
    default: return Neutral;
    }
}

QColor colourOf(quint8 grade, const theme::Tokens &colours)
{
    switch (grade) {
    case Bad: return colours.failure.solid;
    case Waits: return colours.waiting.solid;
    case Good: return colours.success.solid;
    default: return colours.text3;
    }
}

QRectF bandOf(Board &board)
{
    const QRectF strip = board.overview();
    const qreal inset = board.ink.px(bandInset);
    return strip.adjusted(0, inset, -board.ink.px(gutter), -inset);
}

} // namespace

QRectF OverviewStrip::brush(Board &board)
{
    const Scale &whole = board.overviewScale();
    const QRectF band = bandOf(board);
    qreal left = std::max(band.left(), whole.x(static_cast<Instant>(board.scale.from())));
    qreal right = std::min(band.right(), whole.x(static_cast<Instant>(board.scale.until())));
    if (right - left < leastBrush) {
        const qreal middle = std::clamp((left + right) / 2, band.left(), band.right());
        left = middle - leastBrush / 2;
        right = middle + leastBrush / 2;
    }
    return {left, band.top() - 1, right - left, band.height() + 2};
}

OverviewStrip::Part OverviewStrip::partAt(Board &board, const QPointF &point)
{
    if (!board.overview().contains(point))
        return Part::None;
    const QRectF it = brush(board);
    const qreal within = std::min(handleReach, it.width() / 3);
    if (point.x() >= it.left() - handleReach && point.x() <= it.left() + within)
        return Part::LeftHandle;
    if (point.x() >= it.right() - within && point.x() <= it.right() + handleReach)
        return Part::RightHandle;
    return it.contains(QPointF(point.x(), it.center().y())) ? Part::Brush : Part::Strip;
}

void OverviewStrip::count(Board &board)
{
    const Scale &whole = board.overviewScale();
    if (whole == m_countedFor && board.generation() == m_generation)
        return;
    m_countedFor = whole;
    m_generation = board.generation();
    m_columns.assign(static_cast<std::size_t>(std::ceil(whole.width())) + 1, Nothing);
    for (const Track &track : board.chronicle.tracks()) {
        if (track.isMarks())
            continue;
        const auto until = static_cast<Instant>(whole.until());
        for (std::size_t at = firstFrom(track.events, static_cast<Instant>(whole.from())); at < track.events.size();
             ++at) {
            const Event &event = track.events[at];
            if (event.at > until)
                break;
            const auto column = static_cast<std::size_t>(std::max<qreal>(0, whole.x(event.at) - whole.left()));
            quint8 &grade = m_columns[std::min(column, m_columns.size() - 1)];
            if (grade < Bad)
                grade = std::max<quint8>(grade, gradeOf(board.chronicle.release(event.index)));
        }
    }
}

void OverviewStrip::paint(const Frame &frame)
{
    Board &board = frame.board;
    count(board);
    const QRectF band = bandOf(board);
    frame.painter.fillRect(
        QRectF(board.area().left(), board.area().top(), board.area().width(), board.overview().height()),
        frame.colours.base);
    theme::paintBox(frame.painter, band, bandRadius, frame.colours.band, {});
    frame.painter.save();
    frame.painter.setClipRect(band);
    for (const releases::Freeze &freeze : board.chronicle.history().freezes) {
        if (const QRectF rect = freezeRect(board.overviewScale(), freeze, band); !rect.isEmpty())
            paintHatch(frame, rect);
    }
    paintDates(frame, band);
    paintTicks(frame, band);
    frame.painter.restore();
    paintBrush(frame);
    const Scale &whole = board.overviewScale();
    board.ink.text(frame.painter, {board.ink.px(16), band.top(), board.headWidth() - board.ink.px(24), band.height()},
                   Words::range(whole.from(), whole.until(), board.now.timeZone()), Role::SmallStrong,
                   frame.colours.text2);
}

void OverviewStrip::paintTicks(const Frame &frame, const QRectF &band) const
{
    const qreal inset = frame.board.ink.px(6);
    for (std::size_t at = 0; at < m_columns.size(); ++at) {
        if (m_columns[at] == Nothing)
            continue;
        const bool isTall = m_columns[at] == Bad;
        const QRectF line(band.left() + static_cast<qreal>(at), band.top() + (isTall ? inset - 2 : inset), 2,
                          band.height() - 2 * (isTall ? inset - 2 : inset));
        frame.painter.fillRect(line, colourOf(m_columns[at], frame.colours));
    }
}

void OverviewStrip::paintDates(const Frame &frame, const QRectF &band) const
{
    Ink &ink = frame.board.ink;
    for (const Tick &tick : ticksOf(m_countedFor, frame.board.now.timeZone(), dateRoom)) {
        const qreal x = std::round(m_countedFor.x(tick.at));
        const qreal width = ink.width(tick.words, Role::Caption);
        const qreal begin = std::max<qreal>(0, x - band.left());
        const auto first = std::min(m_columns.size(), static_cast<std::size_t>(begin));
        const auto last = std::min(m_columns.size(), static_cast<std::size_t>(begin + width + 12));
        const auto from = m_columns.begin();
        const bool isFree = std::all_of(from + static_cast<std::ptrdiff_t>(first),
                                        from + static_cast<std::ptrdiff_t>(last), [](quint8 it) { return it == 0; });
        if (x >= band.left() && x + width + 12 < band.right() && isFree)
            ink.text(frame.painter, {x + 6, band.top(), width + 1, band.height()}, tick.words, Role::Caption,
                     frame.colours.text3);
    }
}

void OverviewStrip::paintBrush(const Frame &frame)
{
    const QRectF it = brush(frame.board);
    QColor fill = frame.colours.focus;
    fill.setAlphaF(0.16F);
    theme::paintBox(frame.painter, it, bandRadius, fill, frame.colours.focus);
    const qreal height = frame.board.ink.px(14);
    for (const qreal x : {it.left(), it.right()})
        theme::paintBox(frame.painter, {x - 2, it.center().y() - height / 2, 4, height}, 2, frame.colours.focus, {});
}

} // namespace slipway::timeline
