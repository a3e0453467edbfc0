#include "timeline/timeline_private.h"

#include "theme/focus_ring.h"
#include "theme/paint.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

using namespace std::chrono_literals;

namespace slipway::timeline {

namespace {

/// Where now is put, of the width: what is to come has less room than what was.
constexpr double nowShare = 0.64;
constexpr qreal minorRoom = 84;
constexpr auto tickEvery = 30s;
constexpr auto frameTime = 40ms;
constexpr double clusterMargin = 0.3;
constexpr int barWidth = 10;

} // namespace

TimelineView::Private::Private(TimelineView &owner, std::shared_ptr<base::Clock> time)
    : view(owner)
    , clock(std::move(time))
    , outline(owner, board)
{ }

void TimelineView::Private::layOut()
{
    board.layOut(view.rect(), view.font(), view.devicePixelRatioF());
    const QRectF rows = board.rowsArea();
    const qreal hidden = board.contentHeight() - rows.height();
    bar->setVisible(hidden > 0 && !board.chronicle.isEmpty());
    bar->setGeometry(QRectF(rows.right() - barWidth, rows.top(), barWidth, rows.height()).toRect());
    bar->setPageStep(static_cast<int>(rows.height()));
    bar->setSingleStep(static_cast<int>(board.ink.px(30)));
    bar->setRange(0, std::max(0, static_cast<int>(std::ceil(hidden))));
    bar->setValue(static_cast<int>(board.scroll()));
}

void TimelineView::Private::rebuild()
{
    board.setChronicle(Chronicle(history, filter));
    layOut();
    if (followsNow)
        placeNow();
    outline.refresh();
    view.update();
}

void TimelineView::Private::placeNow()
{
    board.scale.set(static_cast<double>(instantOf(board.now)) - board.scale.span() * nowShare, board.scale.span());
}

void TimelineView::Private::viewMoved(double spanBefore)
{
    board.keepInReach();
    bar->setValue(static_cast<int>(board.scroll()));
    outline.prune();
    view.update();
    if (spanBefore != board.scale.span())
        emit view.spanChanged(view.span());
    emit view.moved();
}

void TimelineView::Private::tick()
{
    board.now = clock->now().toLocalTime();
    if (followsNow && drag == Drag::None)
        placeNow();
    view.update();
    minute = clock->alarm(tickEvery, [self = this] { self->tick(); });
}

/// Only while something that runs is in sight, and may move.
void TimelineView::Private::keepTurning()
{
    const std::vector<Spot> &spots = board.spots();
    const bool runs = std::ranges::any_of(spots, [this](const Spot &spot) {
        return spot.x >= board.scale.left() && spot.x <= board.scale.right() && isRunning(spot);
    });
    if (!runs || isMotionReduced || !view.isVisible()) {
        turning.reset();
        board.turn = 0;
        return;
    }
    board.turn = static_cast<qreal>(clock->elapsed().count() % 1000) * 0.36;
    if (turning)
        return;
    turning = clock->alarm(frameTime, [self = this] { self->turn(); });
}

void TimelineView::Private::turn()
{
    turning.reset();
    for (const Spot &spot : board.spots()) {
        if (isRunning(spot))
            view.update(board.spotRect(spot).toAlignedRect());
    }
}

bool TimelineView::Private::isRunning(const Spot &spot) const
{
    return !spot.isCluster() && !board.chronicle.track(spot.track).isMarks()
        && board.chronicle.release(spot.index).outcome == releases::Outcome::Running;
}

const std::vector<Tick> &TimelineView::Private::ticks()
{
    if (!(m_ticksFor == board.scale) || m_ticks.empty()) {
        m_ticksFor = board.scale;
        m_ticks = ticksOf(board.scale, board.now.timeZone(), board.ink.px(minorRoom));
    }
    return m_ticks;
}

void TimelineView::Private::paint(QPainter &painter)
{
    const theme::Tokens &colours = theme::tokens(view.palette());
    painter.fillRect(view.rect(), colours.base);
    if (board.chronicle.isEmpty()) {
        paintEmpty(painter);
        return;
    }
    keepTurning();
    const Frame frame{painter, board, colours, ticks()};
    paintLanes(frame);
    paintAxis(frame);
    strip.paint(frame);
    paintNow(frame);
    paintPast(frame, past);
    if (view.hasFocus() && theme::isKeyboardInUse())
        theme::paintFocusRing(painter, board.rowsArea().adjusted(3, 3, -3, -3), theme::textChipRadius, colours.focus);
}

void TimelineView::Private::paintEmpty(QPainter &painter) const
{
    const bool isNarrowed = !(filter == Filter());
    const bool hasReleases = history && !history->releases.isEmpty();
    const QString words = isNarrowed && hasReleases
        ? TimelineView::tr("No release matches the filter.")
        : TimelineView::tr("No releases yet. They appear here after the first deploy.");
    painter.setFont(view.font());
    painter.setPen(theme::tokens(view.palette()).text2);
    painter.drawText(view.rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, words);
}

void TimelineView::Private::setCurrent(const Item &item)
{
    if (item == board.current)
        return;
    const QString before = view.selected();
    board.current = item;
    view.update();
    outline.announceCurrent();
    if (view.selected() != before)
        emit view.selectionChanged(view.selected());
}

void TimelineView::Private::zoomInto(const Spot &spot)
{
    const Track &track = board.chronicle.track(spot.track);
    const auto from = static_cast<double>(track.events[static_cast<std::size_t>(spot.first)].at);
    const auto until = static_cast<double>(track.events[static_cast<std::size_t>(spot.last)].at);
    const double before = board.scale.span();
    const double wanted = boundedSpan((until - from) * (1 + 2 * clusterMargin));
    if (wanted >= before) {
        // They happened at once: no zoom tells them apart, the arrow keys do.
        setCurrent(board.itemOf(spot));
        return;
    }
    followsNow = false;
    board.scale.set((from + until) / 2 - wanted / 2, wanted);
    viewMoved(before);
}

void TimelineView::Private::activate(const Spot &spot)
{
    if (spot.isCluster()) {
        zoomInto(spot);
        return;
    }
    const Item item = board.itemOf(spot);
    setCurrent(item);
    if (item.isMark)
        emit view.markRequested(item.id);
}

void TimelineView::Private::openCurrent()
{
    if (board.current.isNull())
        return;
    if (board.current.isMark)
        emit view.markRequested(board.current.id);
    else
        emit view.openRequested(board.current.id);
}

void TimelineView::Private::zoomBy(double factor, qreal x)
{
    const double before = board.scale.span();
    followsNow = false;
    board.scale.zoom(factor, std::clamp(x, board.scale.left(), board.scale.right()));
    viewMoved(before);
}

void TimelineView::Private::panBy(qreal pixels)
{
    followsNow = false;
    board.scale.pan(pixels);
    viewMoved(board.scale.span());
}

void TimelineView::Private::scrollBy(qreal pixels)
{
    board.setScroll(board.scroll() + pixels);
    viewMoved(board.scale.span());
}

} // namespace slipway::timeline
