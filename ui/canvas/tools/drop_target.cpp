#include "canvas/tools/drop_target.h"

#include "canvas/tools/rows_tool.h"
#include "theme/paint.h"

#include <QMimeData>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

bool DropTarget::enter(const QMimeData &data)
{
    m_isOver = false;
    if (!m_board.abilities.refusalToDrop || m_board.isFrozen())
        return false;
    m_block = QString::fromUtf8(data.data(QLatin1StringView(blockMimeType)));
    m_isText = m_block.isEmpty() && data.hasText();
    m_isOver = !m_block.isEmpty() || m_isText;
    return m_isOver;
}

bool DropTarget::move(const QPointF &at)
{
    if (!m_isOver)
        return false;
    m_at = at;
    m_where = dropSpotAt(m_board, at);
    m_refusal = m_isText ? QString() : m_board.abilities.refusalToDrop(m_block, m_where);
    m_board.repaint();
    return m_refusal.isEmpty();
}

void DropTarget::leave()
{
    m_isOver = false;
    m_board.repaint();
}

void DropTarget::drop(const QMimeData &data, const QPointF &at)
{
    if (!enter(data) || !move(at)) {
        leave();
        return;
    }
    leave();
    if (m_isText)
        Q_EMIT m_board.canvas.textDropped(data.text(), m_where);
    else
        Q_EMIT m_board.canvas.dropRequested(m_block, m_where);
}

bool DropTarget::isStep() const
{
    return m_isText || m_block.startsWith("step"_L1);
}

void DropTarget::paint(const Frame &frame) const
{
    if (!m_isOver)
        return;
    if (!m_refusal.isEmpty()) {
        paintReason(frame, m_at, m_refusal);
        return;
    }
    const int node = frame.scene.indexOf(m_where.spot.card);
    QRectF mark(m_at.x(), m_at.y(), frame.scaled(222), frame.scaled(44));
    if (node >= 0) {
        mark = frame.view.toView(frame.scene.node(node).body).adjusted(-3, -3, 3, 3);
        if (isStep() && m_where.spot.row >= 0)
            paintGap(frame, m_where.spot);
    }
    QPen pen(frame.colours.focus, 2);
    if (node < 0)
        pen.setDashPattern({3, 2});
    frame.painter.setRenderHint(QPainter::Antialiasing);
    frame.painter.setPen(pen);
    frame.painter.setBrush(Qt::NoBrush);
    frame.painter.drawRoundedRect(mark, theme::cardRadius + 2, theme::cardRadius + 2);
}

} // namespace slipway::canvas
