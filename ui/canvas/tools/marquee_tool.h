#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Selects the cards that a frame from the press to the pointer touches; with Shift or Ctrl, beside what is selected.
class MarqueeTool final : public Tool
{
public:
    using Tool::Tool;

    void press(const Pointer &pointer) override;
    void drag(const Pointer &pointer) override;
    void cancel() override;
    bool scrollsAtEdges() const override { return m_isDragged; }
    void paint(const Frame &frame) const override;
    void release(const Pointer &pointer) override;

private:
    QRectF rect() const { return QRectF(board().view.toView(m_corner), m_to).normalized(); }

    QPointF m_from;
    /// In the scene, as the view may move under the pointer.
    QPointF m_corner;
    QPointF m_to;
    bool m_isDragged = false;
    QList<Spot> m_before;
    Spot m_currentBefore;
};

} // namespace slipway::canvas
