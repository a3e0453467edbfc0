#pragma once

#include "canvas/tools/tool.h"

namespace slipway::canvas {

/// Folds or opens a card when the button is let go on its sign.
class FoldTool final : public Tool
{
public:
    FoldTool(Board &board, int node)
        : Tool(board)
        , m_card(board.scene.card(node).id)
    { }

    void release(const Pointer &pointer) override;

private:
    QString m_card;
};

} // namespace slipway::canvas
