#pragma once

#include "timeline/accessible.h"
#include "timeline/overview_strip.h"
#include "timeline/timeline_view.h"

class QScrollBar;

namespace slipway::timeline {

/// What a timeline view is made of. GUI thread.
struct TimelineView::Private {
    enum class Drag { None, Pressed, Pan, Brush, LeftHandle, RightHandle };

    Private(TimelineView &view, std::shared_ptr<base::Clock> clock);

    TimelineView &view;
    std::shared_ptr<base::Clock> clock;
    Board board;
    OverviewStrip strip;
    Outline outline;
    QScrollBar *bar = nullptr;
    std::shared_ptr<const releases::History> history;
    Filter filter;
    Past past = Past::Known;
    bool isMotionReduced = false;
    /// The view moves on with the time until a person looks elsewhere.
    bool followsNow = true;
    std::unique_ptr<base::Alarm> minute;
    std::unique_ptr<base::Alarm> turning;

    Drag drag = Drag::None;
    QPointF pressedAt;
    QPointF draggedAt;

    void layOut();
    void rebuild();
    /// After the time or the rows that are shown changed, by a person's hand or not.
    void viewMoved(double spanBefore);
    void tick();
    void keepTurning();
    void turn();
    bool isRunning(const Spot &spot) const;
    void placeNow();
    void paint(QPainter &painter);
    void paintEmpty(QPainter &painter) const;
    const std::vector<Tick> &ticks();

    void setCurrent(const Item &item);
    void activate(const Spot &spot);
    void openCurrent();
    void zoomInto(const Spot &spot);
    void stepMarker(int by);
    void stepLane(int by);
    void zoomBy(double factor, qreal x);
    void panBy(qreal pixels);
    void scrollBy(qreal pixels);
    void dragTo(const QPointF &point);
    void dragBrush(const QPointF &point);
    void showPointer(const QPointF &point);
    /// Of the row's events the one nearest in time.
    Item nearest(int row, Instant at) const;

private:
    std::vector<Tick> m_ticks;
    Scale m_ticksFor;
};

/// Keys that belong to the view while it has the keyboard. False: not its.
bool takeKey(TimelineView::Private &parts, const QKeyEvent &key);

} // namespace slipway::timeline
