#include "canvas/tools/move_tool.h"

namespace slipway::canvas {

void MoveTool::press(const Pointer &pointer)
{
    m_from = pointer.at;
    m_grip = board().view.toScene(pointer.at);
    m_wasSelected = board().selection.contains(m_spot);
    if (pointer.extends())
        board().toggle(m_spot);
    else if (!m_wasSelected)
        board().selectOnly(m_spot);
    else
        board().select(board().selection.spots(), m_spot);
}

void MoveTool::takeHold()
{
    m_isDragged = true;
    m_cards = board().selection.cards();
    if (!m_cards.contains(m_spot.card))
        m_cards = {m_spot.card};
    // What a group holds goes with it already.
    m_cards.removeIf([this, all = m_cards](const QString &card) {
        const int at = board().scene.indexOf(card);
        const int parent = at < 0 ? -1 : board().scene.node(at).parent;
        return parent >= 0 && all.contains(board().scene.card(parent).id);
    });
}

void MoveTool::drag(const Pointer &pointer)
{
    if (!m_isDragged && !isDrag(m_from, pointer.at))
        return;
    if (!m_isDragged)
        takeHold();
    const QPointF wanted = (board().view.toScene(pointer.at) - m_grip).toPoint();
    board().startMoving();
    board().moveCards(board().nodesOf(m_cards), wanted - m_moved);
    m_moved = wanted;
}

void MoveTool::release(const Pointer &pointer)
{
    if (m_isDragged) {
        Q_EMIT board().canvas.viewChanged();
        return;
    }
    // A click on one of many means this one alone.
    if (m_wasSelected && !pointer.extends())
        board().selectOnly(m_spot);
}

void MoveTool::cancel()
{
    if (m_isDragged)
        board().moveCards(board().nodesOf(m_cards), -m_moved);
}

} // namespace slipway::canvas
