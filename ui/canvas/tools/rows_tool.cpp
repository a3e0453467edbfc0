#include "canvas/tools/rows_tool.h"

#include "theme/paint.h"

#include <QPainter>

#include <algorithm>

namespace slipway::canvas {

void paintGap(const Frame &frame, const Spot &before)
{
    const int node = frame.scene.indexOf(before.card);
    if (node < 0 || before.row < 0)
        return;
    const QLineF line =
        gapLine(frame.scene.card(node), frame.scene.node(node).body, before.row, frame.scene.measures());
    const QPointF left = frame.view.toView(line.p1());
    const QPointF right = frame.view.toView(line.p2());
    const qreal y = std::round(left.y());
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setPen(QPen(frame.colours.focus, 2.5));
    frame.painter.drawLine(QPointF(left.x() + 4, y), QPointF(right.x(), y));
    frame.painter.setBrush(frame.colours.raised);
    frame.painter.drawEllipse(QPointF(left.x(), y), 4, 4);
}

void RowsTool::press(const Pointer &pointer)
{
    m_from = m_at = pointer.at;
    m_wasSelected = board().selection.contains(m_spot);
    if (pointer.modifiers & Qt::ShiftModifier && board().selection.current().card == m_spot.card
        && board().selection.current().row >= 0) {
        QList<Spot> spots;
        const int other = board().selection.current().row;
        for (int row = std::min(other, m_spot.row); row <= std::max(other, m_spot.row); ++row)
            spots.append({m_spot.card, row});
        board().select(spots, m_spot);
    } else if (pointer.extends()) {
        board().toggle(m_spot);
    } else if (!m_wasSelected) {
        board().selectOnly(m_spot);
    } else {
        board().select(board().selection.spots(), m_spot);
    }
}

QString RowsTool::refusal() const
{
    if (!m_where.isOnCard())
        return {};
    for (const Spot &row : m_rows) {
        const QString reason = board().abilities.refusalToMoveRow(row, m_where.spot.card);
        if (!reason.isEmpty())
            return reason;
    }
    return {};
}

bool RowsTool::isSamePlace() const
{
    const auto isOfCard = [this](const Spot &row) { return row.card == m_where.spot.card; };
    if (!std::ranges::all_of(m_rows, isOfCard))
        return false;
    const int first = m_rows.first().row;
    const int last = m_rows.last().row;
    return last - first + 1 == static_cast<int>(m_rows.size()) && m_where.spot.row >= first
        && m_where.spot.row <= last + 1;
}

void RowsTool::drag(const Pointer &pointer)
{
    if (!m_isDragged && !isDrag(m_from, pointer.at))
        return;
    if (!m_isDragged) {
        m_isDragged = true;
        m_rows = board().selection.spots();
        m_rows.removeIf([](const Spot &spot) { return spot.row < 0; });
        if (!m_rows.contains(m_spot))
            m_rows = {m_spot};
        // In the order in which they stand.
        std::ranges::stable_sort(m_rows, [this](const Spot &one, const Spot &other) {
            const int card = board().scene.indexOf(one.card);
            const int otherCard = board().scene.indexOf(other.card);
            return card != otherCard ? card < otherCard : one.row < other.row;
        });
    }
    m_at = pointer.at;
    m_where = dropSpotAt(board(), pointer.at);
    m_refusal = refusal();
    board().repaint();
}

void RowsTool::release(const Pointer &pointer)
{
    board().repaint();
    if (m_isDragged) {
        if (m_where.isOnCard() && m_where.spot.row >= 0 && m_refusal.isEmpty() && !isSamePlace())
            Q_EMIT board().canvas.moveRowsRequested(m_rows, m_where.spot.card, m_where.spot.row);
        return;
    }
    if (m_wasSelected && !pointer.extends())
        board().selectOnly(m_spot);
}

void RowsTool::cancel()
{
    board().repaint();
}

void RowsTool::paint(const Frame &frame) const
{
    if (!m_isDragged)
        return;
    const int from = frame.scene.indexOf(m_spot.card);
    if (from < 0 || m_spot.row >= static_cast<int>(frame.scene.card(from).rows.size()))
        return;
    const bool mayDrop = m_where.isOnCard() && m_where.spot.row >= 0 && m_refusal.isEmpty();
    if (mayDrop && !isSamePlace())
        paintGap(frame, m_where.spot);
    // What is carried.
    const QString &name = frame.scene.card(from).rows[static_cast<std::size_t>(m_spot.row)].text;
    const QString words = m_rows.size() == 1 ? name : Canvas::tr("%n steps", nullptr, static_cast<int>(m_rows.size()));
    const qreal height = frame.at(frame.scene.measures().row) + 4;
    const qreal width = std::min(frame.scaled(220), frame.ink.widthOf(words, TextRole::Row) + 24);
    const QRectF box(m_at + QPointF(10, -height / 2), QSizeF(width, height));
    frame.painter.setOpacity(0.92);
    theme::paintBox(frame.painter, box, theme::controlRadius, frame.colours.selected, frame.colours.focus);
    frame.ink.text(frame.painter, box.adjusted(10, 0, -8, 0), words, TextRole::Row, frame.colours.text);
    frame.painter.setOpacity(1);
    paintReason(frame, m_at, m_refusal);
}

} // namespace slipway::canvas
