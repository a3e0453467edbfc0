#pragma once

#include "canvas/scene_painter.h"

namespace slipway::canvas {

/// Where the minimap is in a view of this size, in pixels.
QRectF minimapArea(const QRectF &view);

/// The whole scene in small, at a fixed place of the widget, with a frame around what is in sight.
class Minimap
{
public:
    /// `area` as minimapArea gives it; `seen` in scene units.
    Minimap(const Scene &scene, const QRectF &area, const QRectF &seen);

    void paint(const Frame &frame, const Emphasis &emphasis) const;
    /// The scene's point under a point of the widget.
    QPointF sceneAt(const QPointF &point) const;

private:
    QRectF toMap(const QRectF &scene) const;

    const Scene &m_scene;
    QRectF m_area;
    QRectF m_seen;
    qreal m_factor = 1;
    QPointF m_offset;
};

} // namespace slipway::canvas
