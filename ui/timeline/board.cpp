#include "timeline/board.h"

#include "timeline/words.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::timeline {

namespace {

constexpr qreal headPart = 208;
constexpr qreal mostHead = 0.4;
constexpr qreal overviewHeight = 40;
constexpr qreal axisHeight = 26;
constexpr qreal productionHeight = 44;
constexpr qreal otherHeight = 30;
constexpr qreal productionMiddle = 20;
constexpr qreal productionMarker = 18;
constexpr qreal otherMarker = 14;
constexpr qreal gutter = 12;
/// Beside what is in sight: arcs and dotted lines reach in from there.
constexpr qreal reach = 240;
/// Right of now.
constexpr qreal waitingGap = 32;
constexpr qreal leastTarget = 24;

constexpr double day = 86'400'000;
constexpr double leastOverview = 20 * day;
constexpr double viewsInOverview = 8;

} // namespace

void Board::layOut(const QRectF &area, const QFont &font, qreal ratio)
{
    ink.prepare(font, ratio);
    m_area = area;
    m_headWidth = std::round(std::min(ink.px(headPart), area.width() * mostHead));
    scale.place(m_headWidth, area.width() - m_headWidth);
    makeRows();
    setScroll(m_scroll);
    ++m_generation;
}

void Board::setChronicle(Chronicle made)
{
    chronicle = std::move(made);
    makeRows();
    setScroll(m_scroll);
    ++m_generation;
}

void Board::makeRows()
{
    m_rows.clear();
    qreal top = 0;
    for (const Track &track : chronicle.tracks()) {
        const bool isLarge = !track.isMarks() && track.lane.environment == QLatin1String("production");
        const qreal height = std::round(ink.px(isLarge ? productionHeight : otherHeight));
        m_rows.push_back({top, height});
        top += height;
    }
}

QRectF Board::overview() const
{
    return {m_headWidth, m_area.top(), m_area.width() - m_headWidth, std::round(ink.px(overviewHeight))};
}

QRectF Board::axis() const
{
    const QRectF above = overview();
    return {above.left(), above.bottom(), above.width(), std::round(ink.px(axisHeight))};
}

QRectF Board::rowsArea() const
{
    return {m_area.left(), axis().bottom(), m_area.width(), std::max<qreal>(0, m_area.bottom() - axis().bottom())};
}

QRectF Board::lanes() const
{
    return rowsArea().adjusted(m_headWidth, 0, 0, 0);
}

qreal Board::contentHeight() const
{
    return m_rows.empty() ? 0 : m_rows.back().top + m_rows.back().height;
}

void Board::setScroll(qreal scroll)
{
    m_scroll = std::clamp<qreal>(scroll, 0, std::max<qreal>(0, contentHeight() - rowsArea().height()));
}

QRectF Board::rowRect(int row) const
{
    const Row &it = m_rows[static_cast<std::size_t>(row)];
    return {m_area.left(), rowsArea().top() + it.top - m_scroll, m_area.width(), it.height};
}

int Board::rowAt(qreal y) const
{
    const QRectF area = rowsArea();
    if (y < area.top() || y >= area.bottom())
        return -1;
    const qreal at = y - area.top() + m_scroll;
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        const Row &it = m_rows[static_cast<std::size_t>(row)];
        if (at >= it.top && at < it.top + it.height)
            return row;
    }
    return -1;
}

qreal Board::markerSize(int row) const
{
    const bool isLarge = m_rows[static_cast<std::size_t>(row)].height > ink.px(otherHeight) + 1;
    const bool isMark = chronicle.track(row).isMarks();
    return std::round(ink.px(isLarge ? productionMarker : isMark ? otherMarker + 2 : otherMarker));
}

qreal Board::markerY(int row) const
{
    const QRectF rect = rowRect(row);
    const bool isLarge = rect.height() > ink.px(otherHeight) + 1;
    return rect.top() + std::round(isLarge ? ink.px(productionMiddle) : rect.height() / 2);
}

QRectF Board::spotRect(const Spot &spot) const
{
    const qreal least = ink.px(leastTarget) / 2;
    const qreal half = spot.isCluster() ? std::max(least, clusterPitch / 2) : least;
    return {spot.x - half, markerY(spot.track) - least, 2 * half, 2 * least};
}

const std::vector<Spot> &Board::spots()
{
    const Seen seen{scale, m_scroll, m_generation, now};
    if (!(seen == m_seen)) {
        m_seen = seen;
        gather();
    }
    return m_spots;
}

void Board::gather()
{
    m_spots.clear();
    m_rowStarts.assign(m_rows.size() + 1, 0);
    const QRectF area = rowsArea();
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        m_rowStarts[static_cast<std::size_t>(row)] = m_spots.size();
        if (!rowRect(row).intersects(area))
            continue;
        gatherSpots(m_spots, chronicle, row, scale, reach);
        addWaiting(row);
    }
    m_rowStarts.back() = m_spots.size();
}

void Board::addWaiting(int row)
{
    qreal x = nowX() + ink.px(waitingGap);
    // One after the other where several wait; the last one's words follow it.
    for (const int index : chronicle.track(row).waiting) {
        m_spots.push_back({row, -1, -1, index, x});
        x += ink.px(leastTarget);
    }
}

std::pair<std::size_t, std::size_t> Board::spotsOf(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return {m_rowStarts[at], m_rowStarts[at + 1]};
}

const Spot *Board::spotAt(const QPointF &point)
{
    const int row = lanes().contains(point) ? rowAt(point.y()) : -1;
    if (row < 0)
        return nullptr;
    spots();
    const Spot *nearest = nullptr;
    const auto [begin, end] = spotsOf(row);
    for (std::size_t at = begin; at < end; ++at) {
        const Spot &spot = m_spots[at];
        const bool isCloser = !nearest || std::abs(spot.x - point.x()) < std::abs(nearest->x - point.x());
        if (isCloser && spotRect(spot).contains(point))
            nearest = &spot;
    }
    return nearest;
}

const Spot *Board::spotOf(const Item &item)
{
    const Place place = item.isNull() ? Place() : chronicle.placeOf(item.id, item.isMark);
    if (place.isNull())
        return nullptr;
    spots();
    const auto [begin, end] = spotsOf(place.track);
    for (std::size_t at = begin; at < end; ++at) {
        const Spot &spot = m_spots[at];
        const bool isIn = place.event < 0 ? spot.isWaiting() && spot.index == place.index
                                          : spot.first <= place.event && place.event <= spot.last;
        if (isIn)
            return &spot;
    }
    return nullptr;
}

Item Board::itemOf(const Spot &spot) const
{
    const Track &track = chronicle.track(spot.track);
    const int index = spot.isCluster() ? track.events[static_cast<std::size_t>(spot.first)].index : spot.index;
    return {track.isMarks(), chronicle.idOf(track, index)};
}

int Board::trackOf(const Item &item) const
{
    return item.isNull() ? -1 : chronicle.placeOf(item.id, item.isMark).track;
}

QString Board::spoken(const Item &item) const
{
    const Place place = item.isNull() ? Place() : chronicle.placeOf(item.id, item.isMark);
    if (place.isNull())
        return {};
    const Track &track = chronicle.track(place.track);
    if (item.isMark)
        return Words::spoken(chronicle.mark(place.index), track.kind, now);
    QStringList parts{Words::spoken(track.lane, chronicle.release(place.index), now), slow.value(item.id)};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString Board::spoken(const Spot &spot) const
{
    if (!spot.isCluster())
        return spoken(itemOf(spot));
    return Words::spokenCluster(chronicle.track(spot.track), spot.first, spot.last, now);
}

QString Board::tip(const Spot &spot) const
{
    const Track &track = chronicle.track(spot.track);
    if (spot.isCluster())
        return spoken(spot);
    if (track.isMarks())
        return Words::tip(chronicle.mark(spot.index));
    const releases::Release &release = chronicle.release(spot.index);
    return (Words::tip(track.lane, release, now) + u'\n' + slow.value(release.id)).trimmed();
}

const Scale &Board::overviewScale()
{
    const QRectF strip = overview();
    m_overview.place(strip.left(), strip.width() - ink.px(gutter));
    if (!m_isOverviewHeld)
        fitOverview();
    return m_overview;
}

void Board::fitOverview()
{
    const double last = std::max(static_cast<double>(chronicle.end()), static_cast<double>(instantOf(now)));
    const double first = chronicle.isEmpty() ? last : static_cast<double>(chronicle.begin());
    const double all = (last - first) * 1.1 + day;
    const double span =
        std::max(std::min(std::max(viewsInOverview * scale.span(), leastOverview), all), scale.span() * 1.25);
    double from = m_overview.from();
    if (std::abs(span - m_overview.span()) > 1)
        from = last + span * 0.05 - span;
    from = std::min(from, scale.from());
    from = std::max(from, scale.until() - span);
    m_overview.set(from, span);
}

void Board::reveal(const Place &place)
{
    if (place.isNull())
        return;
    const QRectF rect = rowRect(place.track);
    const QRectF area = rowsArea();
    if (rect.top() < area.top())
        setScroll(m_scroll - (area.top() - rect.top()));
    else if (rect.bottom() > area.bottom())
        setScroll(m_scroll + rect.bottom() - area.bottom());
    const Instant at = place.event < 0 ? instantOf(now)
                                       : chronicle.track(place.track).events[static_cast<std::size_t>(place.event)].at;
    const qreal x = scale.x(at);
    const qreal margin = std::min(ink.px(48), scale.width() / 4);
    if (x < scale.left() + margin || x > scale.right() - margin)
        scale.set(static_cast<double>(at) - scale.span() / 2, scale.span());
}

void Board::keepInReach()
{
    const double last = std::max(static_cast<double>(chronicle.end()), static_cast<double>(instantOf(now)));
    const double first = chronicle.isEmpty() ? last : static_cast<double>(chronicle.begin());
    const double earliest = first - scale.span() * 0.7;
    const double latest = std::max(first, last) - scale.span() * 0.1;
    scale.set(std::clamp(scale.from(), earliest, latest), scale.span());
}

} // namespace slipway::timeline
