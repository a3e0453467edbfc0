#include "canvas/tools/tool.h"

#include "canvas/tools/connect_tool.h"
#include "canvas/tools/cut_tool.h"
#include "canvas/tools/fold_tool.h"
#include "canvas/tools/link_tool.h"
#include "canvas/tools/marquee_tool.h"
#include "canvas/tools/minimap_tool.h"
#include "canvas/tools/move_tool.h"
#include "canvas/tools/rows_tool.h"
#include "theme/paint.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyleHints>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

bool Tool::isDrag(const QPointF &from, const QPointF &to)
{
    return (to - from).manhattanLength() >= QGuiApplication::styleHints()->startDragDistance() / 2.0;
}

std::unique_ptr<Tool> toolFor(Board &board, const Hit &hit)
{
    switch (hit.part) {
    case Part::Nothing: return std::make_unique<MarqueeTool>(board);
    case Part::Minimap: return std::make_unique<MinimapTool>(board);
    case Part::CutHandle: return std::make_unique<CutTool>(board, hit.link);
    case Part::Port: return std::make_unique<ConnectTool>(board, hit.node);
    case Part::Fold: return std::make_unique<FoldTool>(board, hit.node);
    case Part::Row:
        if (board.abilities.refusalToMoveRow && !board.isFrozen())
            return std::make_unique<RowsTool>(board, spotOf(board, hit));
        return std::make_unique<MoveTool>(board, spotOf(board, hit));
    case Part::Card: return std::make_unique<MoveTool>(board, spotOf(board, hit));
    case Part::Link: return std::make_unique<LinkTool>(board, hit.link);
    }
    return nullptr;
}

void paintReason(const Frame &frame, const QPointF &pointer, const QString &reason)
{
    if (reason.isEmpty())
        return;
    // Not at the canvas's zoom: it belongs to the pointer.
    const QFont &font = frame.scene.measures().font(TextRole::Subtitle);
    const QFontMetricsF metrics(font);
    const QRectF view(frame.painter.viewport());
    const QString words = drawable(reason);
    const qreal most = std::min(360.0 * frame.scene.measures().scale, view.width() - 24);
    const QRectF text = metrics.boundingRect(QRectF(0, 0, most - 36, 1000), Qt::TextWordWrap, words);
    QRectF box(pointer + QPointF(14, 18), QSizeF(text.width() + 38, std::max(24.0, text.height() + 10)));
    box.moveRight(std::min(box.right(), view.right() - 8));
    if (box.bottom() > view.bottom() - 8)
        box.moveBottom(pointer.y() - 10);
    theme::paintBox(frame.painter, box, theme::controlRadius, frame.colours.failure.bg, frame.colours.failure.solid);
    frame.ink.icon(frame.painter, {box.left() + 8, box.top() + 5, 14, 14}, u"status-failure"_s,
                   frame.colours.failure.solid);
    frame.painter.setFont(font);
    frame.painter.setPen(frame.colours.failure.fg);
    frame.painter.drawText(box.adjusted(28, 5, -8, -5), Qt::TextWordWrap, words);
}

} // namespace slipway::canvas
