#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Drags the scene along: with the middle button, or with Space and the left one.
class PanTool final : public Tool
{
public:
    using Tool::Tool;

    void press(const Pointer &pointer) override;
    void drag(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;
    Qt::CursorShape cursor() const override { return Qt::ClosedHandCursor; }

private:
    QPoint m_last;
    bool m_hasMoved = false;
};

} // namespace slipway::canvas
