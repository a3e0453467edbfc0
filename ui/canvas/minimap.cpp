#include "canvas/minimap.h"

#include "theme/paint.h"

#include <QPainter>

#include <algorithm>

namespace slipway::canvas {

namespace {

constexpr QSizeF mapSize(136, 68);
constexpr qreal margin = 12;
constexpr qreal padding = 6;

} // namespace

QRectF minimapArea(const QRectF &view)
{
    return {view.right() - margin - mapSize.width(), view.bottom() - margin - mapSize.height(), mapSize.width(),
            mapSize.height()};
}

Minimap::Minimap(const Scene &scene, const QRectF &area, const QRectF &seen)
    : m_scene(scene)
    , m_area(area)
    , m_seen(seen)
{
    const QRectF all = scene.bounds();
    const QRectF inner = area.adjusted(padding, padding, -padding, -padding);
    m_factor = std::min(inner.width() / std::max(1.0, all.width()), inner.height() / std::max(1.0, all.height()));
    m_offset = inner.center() - all.center() * m_factor;
}

QRectF Minimap::toMap(const QRectF &scene) const
{
    return {scene.topLeft() * m_factor + m_offset, scene.size() * m_factor};
}

QPointF Minimap::sceneAt(const QPointF &point) const
{
    return (point - m_offset) / m_factor;
}

void Minimap::paint(const Frame &frame, const Emphasis &emphasis) const
{
    theme::paintBox(frame.painter, m_area, theme::controlRadius, frame.colours.base, frame.colours.line2);
    frame.painter.save();
    frame.painter.setClipRect(m_area.adjusted(1, 1, -1, -1), Qt::IntersectClip);
    QHash<QRgb, QList<QRectF>> blocks;
    for (int at = 0; at < m_scene.size(); ++at) {
        const Scene::Node &node = m_scene.node(at);
        if (node.isHidden || node.isFrame)
            continue;
        QRectF block = toMap(node.body);
        block.setSize(block.size().expandedTo(QSizeF(1, 1)));
        blocks[blockColour(frame, at, emphasis.selected.contains(at)).rgb()].append(block);
    }
    frame.painter.setRenderHint(QPainter::Antialiasing, m_scene.size() < 200);
    frame.painter.setPen(Qt::NoPen);
    for (auto colour = blocks.cbegin(); colour != blocks.cend(); ++colour) {
        frame.painter.setBrush(QColor::fromRgb(colour.key()));
        frame.painter.drawRects(colour.value());
    }
    const QRectF seen = toMap(m_seen).intersected(m_area.adjusted(2, 2, -2, -2));
    frame.painter.restore();
    QColor tint = frame.colours.focus;
    tint.setAlpha(20);
    if (!seen.isEmpty())
        theme::paintBox(frame.painter, seen, theme::textChipRadius, tint, frame.colours.focus);
}

} // namespace slipway::canvas
