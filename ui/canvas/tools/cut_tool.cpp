#include "canvas/tools/cut_tool.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

void CutTool::release(const Pointer &pointer)
{
    const int link = board().scene.indexOf(m_ends);
    if (link >= 0 && cutHandleOf(board(), link).contains(pointer.at))
        Q_EMIT board().canvas.cutRequested(m_ends.from, m_ends.to);
}

void paintCutHandle(const Frame &frame, const QRectF &rect)
{
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setPen(QPen(frame.colours.line3, 1));
    frame.painter.setBrush(frame.colours.raised);
    frame.painter.drawEllipse(rect.adjusted(2, 2, -2, -2));
    frame.ink.icon(frame.painter, rect.adjusted(6, 6, -6, -6), u"action-close"_s, frame.colours.text);
}

} // namespace slipway::canvas
