#include "timeline/timeline_private.h"

#include <QKeyEvent>

#include <algorithm>

namespace slipway::timeline {

namespace {

constexpr double factorPerKey = 1.5;

/// Of a row, in the order in which the arrow keys meet it: events by time, then what waits.
int countOf(const Track &track)
{
    return static_cast<int>(track.events.size() + track.waiting.size());
}

int orderOf(const Track &track, const Place &place)
{
    if (place.event >= 0)
        return place.event;
    const auto found = std::ranges::find(track.waiting, place.index);
    return static_cast<int>(track.events.size()) + static_cast<int>(found - track.waiting.begin());
}

int indexAt(const Track &track, int order)
{
    const auto at = static_cast<std::size_t>(order);
    return at < track.events.size() ? track.events[at].index : track.waiting[at - track.events.size()];
}

void reveal(TimelineView::Private &parts, const Item &item)
{
    const Scale before = parts.board.scale;
    parts.board.reveal(parts.board.chronicle.placeOf(item.id, item.isMark));
    if (!(before == parts.board.scale))
        parts.followsNow = false;
    parts.viewMoved(before.span());
    parts.setCurrent(item);
}

} // namespace

Item TimelineView::Private::nearest(int row, Instant at) const
{
    const Track &track = board.chronicle.track(row);
    const auto after = firstFrom(track.events, at);
    if (track.events.empty())
        return track.waiting.empty() ? Item() : Item{false, board.chronicle.idOf(track, track.waiting.front())};
    std::size_t best = std::min(after, track.events.size() - 1);
    if (best > 0 && at - track.events[best - 1].at < std::abs(track.events[best].at - at))
        --best;
    return {track.isMarks(), board.chronicle.idOf(track, track.events[best].index)};
}

void TimelineView::Private::stepMarker(int by)
{
    const Place place =
        board.current.isNull() ? Place() : board.chronicle.placeOf(board.current.id, board.current.isMark);
    if (place.isNull()) {
        stepLane(0);
        return;
    }
    const Track &track = board.chronicle.track(place.track);
    const int next = orderOf(track, place) + by;
    if (next >= 0 && next < countOf(track))
        reveal(*this, {track.isMarks(), board.chronicle.idOf(track, indexAt(track, next))});
}

void TimelineView::Private::stepLane(int by)
{
    const Place place =
        board.current.isNull() ? Place() : board.chronicle.placeOf(board.current.id, board.current.isMark);
    // The keyboard has been nowhere yet: it begins with the latest of the first lane.
    const int step = place.isNull() ? 1 : by;
    Instant at = instantOf(board.now);
    if (place.event >= 0)
        at = board.chronicle.track(place.track).events[static_cast<std::size_t>(place.event)].at;
    for (int row = place.isNull() ? 0 : place.track + step; row >= 0 && row < board.chronicle.trackCount();
         row += step) {
        const Item item = nearest(row, at);
        if (item.isNull())
            continue;
        reveal(*this, item);
        return;
    }
}

bool takeKey(TimelineView::Private &parts, const QKeyEvent &key)
{
    const Scale &scale = parts.board.scale;
    const qreal middle = (scale.left() + scale.right()) / 2;
    if (key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return false;
    switch (key.key()) {
    case Qt::Key_Left: parts.stepMarker(-1); return true;
    case Qt::Key_Right: parts.stepMarker(1); return true;
    case Qt::Key_Up: parts.stepLane(-1); return true;
    case Qt::Key_Down: parts.stepLane(1); return true;
    case Qt::Key_Home: parts.view.goToNow(); return true;
    case Qt::Key_PageUp: parts.panBy(-scale.width() * 0.8); return true;
    case Qt::Key_PageDown: parts.panBy(scale.width() * 0.8); return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: parts.zoomBy(1 / factorPerKey, middle); return true;
    case Qt::Key_Minus: parts.zoomBy(factorPerKey, middle); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: parts.openCurrent(); return !parts.board.current.isNull();
    case Qt::Key_R:
        if (!parts.view.selected().isEmpty())
            emit parts.view.rollBackRequested(parts.view.selected());
        return true;
    case Qt::Key_Escape:
        if (parts.board.current.isNull())
            return false;
        parts.setCurrent({});
        return true;
    default: return false;
    }
}

} // namespace slipway::timeline
