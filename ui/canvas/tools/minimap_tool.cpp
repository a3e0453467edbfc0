#include "canvas/tools/minimap_tool.h"

namespace slipway::canvas {

void MinimapTool::press(const Pointer &pointer)
{
    drag(pointer);
}

void MinimapTool::drag(const Pointer &pointer)
{
    const Minimap map(board().scene, board().minimapRect(), board().view.toScene(board().area()));
    board().centreOn(map.sceneAt(pointer.at));
    board().repaint();
}

void MinimapTool::release(const Pointer &)
{
    Q_EMIT board().canvas.viewChanged();
}

} // namespace slipway::canvas
