#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Selects a card (or a row that may not be moved by itself), and drags all that are selected.
class MoveTool final : public Tool
{
public:
    MoveTool(Board &board, Spot spot)
        : Tool(board)
        , m_spot(std::move(spot))
    { }

    void press(const Pointer &pointer) override;
    void drag(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;
    void cancel() override;
    bool scrollsAtEdges() const override { return m_isDragged; }
    Qt::CursorShape cursor() const override { return m_isDragged ? Qt::ClosedHandCursor : Qt::ArrowCursor; }

private:
    void takeHold();

    Spot m_spot;
    QPointF m_from;
    /// In the scene, as the view may move under the pointer.
    QPointF m_grip;
    QPointF m_moved;
    bool m_isDragged = false;
    bool m_wasSelected = false;
    /// By id: the picture may change meanwhile.
    QList<QString> m_cards;
};

} // namespace slipway::canvas
