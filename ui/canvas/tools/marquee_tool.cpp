#include "canvas/tools/marquee_tool.h"

#include <QPainter>

namespace slipway::canvas {

void MarqueeTool::press(const Pointer &pointer)
{
    m_from = m_to = pointer.at;
    m_corner = board().view.toScene(pointer.at);
    m_before = board().selection.spots();
    m_currentBefore = board().selection.current();
    if (!pointer.extends())
        board().select({}, {});
}

void MarqueeTool::drag(const Pointer &pointer)
{
    if (!m_isDragged && !isDrag(m_from, pointer.at))
        return;
    m_isDragged = true;
    m_to = pointer.at;
    const QRectF part = board().view.toScene(rect());
    QList<Spot> spots = pointer.extends() ? m_before : QList<Spot>();
    for (const int at : board().scene.nodesAround(part)) {
        const Scene::Node &node = board().scene.node(at);
        // A group is meant only when all of it is.
        const bool isMeant = node.isFrame ? part.contains(node.body) : node.body.intersects(part);
        const Spot spot{board().scene.card(at).id};
        if (isMeant && !spots.contains(spot))
            spots.append(spot);
    }
    board().select(spots, spots.isEmpty() ? Spot{} : spots.last());
    board().repaint();
}

void MarqueeTool::release(const Pointer &)
{
    board().repaint();
}

void MarqueeTool::cancel()
{
    board().select(m_before, m_currentBefore);
    board().repaint();
}

void MarqueeTool::paint(const Frame &frame) const
{
    if (!m_isDragged)
        return;
    QColor fill = frame.colours.focus;
    fill.setAlpha(24);
    frame.painter.setRenderHint(QPainter::Antialiasing, false);
    frame.painter.setPen(QPen(frame.colours.focus, 1));
    frame.painter.setBrush(fill);
    frame.painter.drawRect(rect().toRect());
}

} // namespace slipway::canvas
