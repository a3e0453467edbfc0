#pragma once

#include <QPointF>
#include <QRectF>

#include <cmath>

namespace slipway::canvas {

inline constexpr qreal leastZoom = 0.05;
inline constexpr qreal mostZoom = 4;

/// How the scene lies on the widget: scene units times zoom, plus whole pixels, so that what was painted can be
/// scrolled.
struct View {
    qreal zoom = 1;
    QPoint origin;

    QPointF toView(const QPointF &scene) const { return scene * zoom + QPointF(origin); }
    QPointF toScene(const QPointF &view) const { return (view - QPointF(origin)) / zoom; }
    QRectF toScene(const QRectF &view) const { return {toScene(view.topLeft()), view.size() / zoom}; }
    /// With edges at whole pixels.
    QRectF toView(const QRectF &scene) const
    {
        const QPointF from(std::round(scene.left() * zoom), std::round(scene.top() * zoom));
        const QPointF to(std::round(scene.right() * zoom), std::round(scene.bottom() * zoom));
        return {from + QPointF(origin), to + QPointF(origin)};
    }
};

} // namespace slipway::canvas
