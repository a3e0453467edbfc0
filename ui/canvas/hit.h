#pragma once

#include "canvas/board.h"

namespace slipway::canvas {

enum class Part : quint8 { Nothing, Minimap, CutHandle, Port, Fold, Row, Card, Link };

/// What is at a point.
struct Hit {
    Part part = Part::Nothing;
    int node = -1;
    int row = -1;
    int link = -1;
};

/// What is at `point`, in pixels of the widget.
Hit hitAt(const Board &board, const QPointF &point);
/// The card whose body or name is there, -1 for none; of groups and what they hold, the innermost.
int nodeAt(const Board &board, const QPointF &point);
/// The card or row of a hit; null for others.
Spot spotOf(const Board &board, const Hit &hit);
/// Where something let go at `point` would come to be.
DropSpot dropSpotAt(const Board &board, const QPointF &point);
/// The handle that cuts a link, in pixels of the widget.
QRectF cutHandleOf(const Board &board, int link);

} // namespace slipway::canvas
