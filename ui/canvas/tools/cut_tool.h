#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Cuts a link when the button is let go on its handle.
class CutTool final : public Tool
{
public:
    CutTool(Board &board, int link)
        : Tool(board)
        , m_ends{board.scene.link(link).from, board.scene.link(link).to}
    { }

    void release(const Pointer &pointer) override;

private:
    LinkEnds m_ends;
};

/// The handle, within `rect` in pixels of the widget.
void paintCutHandle(const Frame &frame, const QRectF &rect);

} // namespace slipway::canvas
