#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Selects a link.
class LinkTool final : public Tool
{
public:
    LinkTool(Board &board, int link)
        : Tool(board)
        , m_ends{board.scene.link(link).from, board.scene.link(link).to}
    { }

    void press(const Pointer &) override { board().selectLink(m_ends); }

private:
    LinkEnds m_ends;
};

} // namespace slipway::canvas
