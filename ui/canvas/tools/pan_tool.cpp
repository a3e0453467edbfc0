#include "canvas/tools/pan_tool.h"

namespace slipway::canvas {

void PanTool::press(const Pointer &pointer)
{
    m_last = pointer.at.toPoint();
}

void PanTool::drag(const Pointer &pointer)
{
    const QPoint now = pointer.at.toPoint();
    m_hasMoved = m_hasMoved || now != m_last;
    board().pan(now - m_last);
    m_last = now;
}

void PanTool::release(const Pointer &)
{
    if (m_hasMoved)
        Q_EMIT board().canvas.viewChanged();
}

} // namespace slipway::canvas
