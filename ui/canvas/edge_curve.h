#pragma once

#include <QPointF>

#include <vector>

namespace slipway::canvas {

/// A link's way as points close enough to look like a curve: a cubic that leaves to the right and arrives from the
/// left. With bends between, it passes them.
std::vector<QPointF> curveBetween(const QPointF &from, const QPointF &to, const std::vector<QPointF> &bends = {});

/// How far `point` is from the way.
qreal distanceTo(const std::vector<QPointF> &way, const QPointF &point);

/// The point half-way.
QPointF middleOf(const std::vector<QPointF> &way);

} // namespace slipway::canvas
