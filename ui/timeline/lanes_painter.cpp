#include "theme/paint.h"
#include "timeline/frame.h"
#include "timeline/lane_painter.h"

#include <QPainter>

#include <cmath>

namespace slipway::timeline {

namespace {

void paintGround(const Frame &frame)
{
    Board &board = frame.board;
    const QRectF lanes = board.lanes();
    frame.painter.fillRect(board.rowsArea(), frame.colours.base);
    if (const int current = board.trackOf(board.current); current >= 0) {
        QColor tint = frame.colours.selectedOption;
        frame.painter.fillRect(board.rowRect(current), tint);
    }
    const qreal height = std::min(lanes.height(), board.contentHeight() - board.scroll());
    const QRectF filled(lanes.left(), lanes.top(), lanes.width(), height);
    for (const releases::Freeze &freeze : board.chronicle.history().freezes) {
        if (const QRectF rect = freezeRect(board.scale, freeze, filled); !rect.isEmpty())
            paintHatch(frame, rect);
    }
    for (const Tick &tick : frame.ticks)
        frame.painter.fillRect(QRectF(std::round(board.scale.x(tick.at)), filled.top(), 1, filled.height()),
                               tick.isMajor ? frame.colours.line2 : frame.colours.line1);
}

void paintRules(const Frame &frame)
{
    Board &board = frame.board;
    for (int row = 0; row < board.chronicle.trackCount(); ++row) {
        const QRectF rect = board.rowRect(row);
        const bool isLast = row + 1 == board.chronicle.trackCount();
        const bool endsApp =
            isLast || board.chronicle.track(row + 1).opensApp || board.chronicle.track(row + 1).isMarks();
        if (endsApp) {
            theme::paintHairline(frame.painter, rect, Qt::BottomEdge, frame.colours.line2);
            continue;
        }
        const qreal y = rect.bottom() - 0.5;
        QPen pen(frame.colours.line1, 1);
        pen.setDashPattern({3, 3});
        frame.painter.setPen(pen);
        frame.painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
    }
    const QRectF area = board.area();
    const qreal bottom = board.rowsArea().top() + board.contentHeight() - board.scroll();
    frame.painter.fillRect(
        QRectF(board.headWidth() - 1, board.axis().top(), 1, std::min(area.bottom(), bottom) - board.axis().top()),
        frame.colours.line2);
}

} // namespace

void paintLanes(const Frame &frame)
{
    Board &board = frame.board;
    board.spots();
    frame.painter.save();
    frame.painter.setClipRect(board.rowsArea());
    paintGround(frame);
    paintHeads(frame);
    frame.painter.setClipRect(board.rowsArea());
    paintRules(frame);
    frame.painter.setClipRect(board.lanes());
    std::vector<LanePainter> rows;
    rows.reserve(static_cast<std::size_t>(board.chronicle.trackCount()));
    for (int row = 0; row < board.chronicle.trackCount(); ++row) {
        if (board.rowRect(row).intersects(board.lanes()))
            rows.emplace_back(frame, row);
    }
    for (const LanePainter &row : rows)
        row.paintSegments();
    for (const LanePainter &row : rows)
        row.paintPromotions();
    for (const LanePainter &row : rows)
        row.paintRollBacks();
    for (const LanePainter &row : rows)
        row.paintMarkers();
    frame.painter.restore();
}

} // namespace slipway::timeline
