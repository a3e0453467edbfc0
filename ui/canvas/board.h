#pragma once

#include "canvas/canvas.h"
#include "canvas/ink.h"
#include "canvas/places.h"
#include "canvas/scene_painter.h"
#include "canvas/selection.h"

#include "base/clock.h"

#include <QTimer>

#include <optional>

namespace slipway::canvas {

/// What the canvas, its tools and its keys share: the scene, how it lies on the widget, what is selected. Changes
/// repaint what they must; what they ask of the owner goes out by the canvas's signals. GUI thread.
class Board
{
public:
    explicit Board(Canvas &canvas);

    Canvas &canvas;
    Scene scene;
    Places places{scene};
    View view;
    Ink ink;
    Selection selection;
    Abilities abilities;
    std::optional<LinkEnds> selectedLink;
    /// Numbers of what is under the pointer, or -1.
    int hoveredNode = -1;
    int hoveredLink = -1;
    /// The person chose what is in sight, so it stays when the size changes.
    bool isViewChosen = false;
    bool isMotionReduced = false;
    bool isMinimapShown = true;
    bool areHintsShown = false;
    QString frozenWords;

    /// The machine's, unless another one is given.
    base::Clock &clock() const { return *m_clock; }
    void setClock(base::Clock &clock) { m_clock = &clock; }
    QWidget &viewport() const { return *canvas.viewport(); }
    QRectF area() const;
    bool isFrozen() const { return !frozenWords.isEmpty(); }
    /// Links may be asked for: not frozen, and the owner has such an ability.
    bool mayConnect() const;
    bool mayConnectFrom(int node) const;

    void select(const QList<Spot> &spots, const Spot &current);
    void selectOnly(const Spot &spot) { select({spot}, spot); }
    void toggle(const Spot &spot);
    void selectLink(const LinkEnds &ends);
    /// Tells the owner and screen readers after `selection` changed.
    void announceSelection();

    /// Moves what is in sight by pixels; by the person, unless told otherwise.
    void pan(const QPoint &by);
    void zoomAt(const QPointF &fixed, qreal zoom);
    void centreOn(const QPointF &scenePoint);
    void reveal(const QRectF &scene);
    void fit(qreal least);
    /// Moves cards, with repainting.
    void moveCards(std::span<const int> nodes, const QPointF &by);

    void repaint();
    void repaintScene(const QRectF &scene);
    /// Less detail until nothing moves for a moment.
    void startMoving();
    bool isMoving() const { return m_settle.isActive(); }
    /// What lies above the scene at a fixed place of the widget.
    QRectF minimapRect() const;
    /// Wanted, and the view is high enough that it covers no card.
    bool showsMinimap() const;

    std::optional<QRectF> rectOf(const Spot &spot) const;
    QList<int> nodesOf(const QList<QString> &cards) const;
    /// Lies above other cards, as it is selected or under the pointer.
    bool isRaised(int node) const;

private:
    void zoomChanged();

    QTimer m_settle;
    base::SystemClock m_machineClock;
    base::Clock *m_clock = &m_machineClock;
};

} // namespace slipway::canvas
