#include "canvas/tools/fold_tool.h"

namespace slipway::canvas {

void FoldTool::release(const Pointer &pointer)
{
    const Hit hit = hitAt(board(), pointer.at);
    if (hit.part == Part::Fold && board().scene.card(hit.node).id == m_card)
        Q_EMIT board().canvas.foldRequested(m_card, !board().scene.card(hit.node).isFolded);
}

} // namespace slipway::canvas
