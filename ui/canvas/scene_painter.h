#pragma once

#include "canvas/card_painter.h"

#include <QHash>

#include <functional>
#include <optional>

namespace slipway::canvas {

/// What makes some cards and links look different from others.
struct Emphasis {
    /// By number of card: the card itself as -1, and its rows.
    QHash<int, std::vector<int>> selected;
    Spot ring;
    int hovered = -1;
    int selectedLink = -1;
    int hoveredLink = -1;
    std::function<bool(const QString &card)> hasPort;
};

/// Dots, groups, links and cards that touch `area`, in pixels of the widget.
void paintScene(const Frame &frame, const QRectF &area, const Emphasis &emphasis);

/// How much can be drawn of what is in `area` without holding a frame up, when `share` of it is painted.
Detail detailFor(const Scene &scene, const View &view, const QRectF &area, qreal share, bool isMoving);

/// The ends of an arrow whose tip is at `tip`, pointing along `direction`.
void paintArrow(const Frame &frame, const QPointF &tip, const QPointF &direction);

} // namespace slipway::canvas
