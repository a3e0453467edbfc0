#include "canvas/tools/minimap_tool.h"

#include <algorithm>

namespace slipway::canvas {

void MinimapTool::press(const Pointer &pointer)
{
    drag(pointer);
}

void MinimapTool::drag(const Pointer &pointer)
{
    const Minimap map(board().scene, board().minimapRect(), board().view.toScene(board().area()));
    const QRectF all = board().scene.bounds();
    const QPointF wanted = map.sceneAt(pointer.at);
    // Never so far that all cards are out of sight.
    board().centreOn(
        {std::clamp(wanted.x(), all.left(), all.right()), std::clamp(wanted.y(), all.top(), all.bottom())});
    board().repaint();
}

void MinimapTool::release(const Pointer &)
{
    Q_EMIT board().canvas.viewChanged();
}

} // namespace slipway::canvas
