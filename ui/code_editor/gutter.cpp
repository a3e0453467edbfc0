#include "code_editor/gutter.h"

#include "code_editor/folding.h"
#include "code_editor/text_area.h"
#include "theme/icons.h"
#include "theme/tokens.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

// Widths from left to right, in logical pixels; numbers take what they need between icon and bar.
constexpr int edge = 4;
constexpr int iconSize = 14;
constexpr int gap = 4;
constexpr int barWidth = 3;
constexpr int arrowWidth = 14;
constexpr int leastDigits = 3;

} // namespace

Gutter::Gutter(TextArea &area)
    : QWidget(&area)
    , m_area(area)
{
    setMouseTracking(true);
    setAccessibleName(tr("Line numbers and marks"));
}

int Gutter::neededWidth() const
{
    const auto digits = std::max<qsizetype>(leastDigits, QString::number(m_area.blockCount()).size());
    const int numbers = static_cast<int>(digits) * m_area.fontMetrics().horizontalAdvance(u'9');
    return edge + iconSize + gap + numbers + gap + barWidth + arrowWidth;
}

Gutter::Part Gutter::partAt(int x) const
{
    if (x >= width() - arrowWidth)
        return Part::Fold;
    if (x >= width() - arrowWidth - barWidth - gap)
        return Part::Change;
    return x < edge + iconSize + gap ? Part::Problem : Part::Number;
}

QRectF Gutter::numberRect(const QRectF &line) const
{
    const qreal left = edge + iconSize + gap;
    return {left, line.top(), width() - arrowWidth - barWidth - gap - left, line.height()};
}

void Gutter::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setClipRegion(event->region());
    painter.fillRect(rect(), theme::tokens(palette()).base);
    painter.setFont(m_area.font());
    m_area.forEachLineInSight([&](const QTextBlock &block, const QRectF &rect) {
        QRectF line(0, rect.top(), width(), rect.height() - m_area.roomRect(block).height());
        paintLine(painter, block, line);
    });
}

void Gutter::paintLine(QPainter &painter, const QTextBlock &block, const QRectF &rect) const
{
    const theme::Tokens &tokens = theme::tokens(palette());
    const bool isCurrent = block == m_area.textCursor().block();
    const LineMark mark = m_area.lineMark(block.blockNumber());
    if (mark == LineMark::Added || mark == LineMark::Changed)
        painter.fillRect(rect, tokens.diffAdded);
    else if (isCurrent && !m_area.textCursor().hasSelection())
        painter.fillRect(rect, tokens.hover);
    painter.setPen(isCurrent ? tokens.text : tokens.text3);
    painter.drawText(numberRect(rect), Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    if (const Underline *worst = m_area.underlineIn(block)) {
        const QRectF icon(edge, rect.top(), iconSize, rect.height());
        if (worst->severity == diagnostics::Severity::Error)
            theme::paintIcon(painter, icon, u"status-failure"_s, tokens.failure.solid);
        else if (worst->severity == diagnostics::Severity::Warning)
            theme::paintIcon(painter, icon, u"status-warning"_s, tokens.warning.solid);
        else
            theme::paintIcon(painter, icon, u"status-info"_s, tokens.text3);
    }
    paintChange(painter, block, rect);
    const bool isClosed = isFolded(block);
    if (isClosed || (m_isHovered && isFoldable(block))) {
        const QRectF arrow(width() - arrowWidth + 1, rect.top(), arrowWidth - 2, rect.height());
        theme::paintIcon(painter, arrow, isClosed ? u"chevron-right"_s : u"chevron-down"_s, tokens.text3);
    }
}

void Gutter::paintChange(QPainter &painter, const QTextBlock &block, const QRectF &rect) const
{
    const theme::Tokens &tokens = theme::tokens(palette());
    const qreal left = width() - arrowWidth - barWidth;
    switch (m_area.lineMark(block.blockNumber())) {
    case LineMark::None: break;
    case LineMark::Added:
        painter.fillRect(QRectF(left, rect.top(), barWidth, rect.height()), tokens.success.solid);
        break;
    case LineMark::Changed:
        painter.fillRect(QRectF(left, rect.top(), barWidth, rect.height()), tokens.running.solid);
        break;
    case LineMark::RemovedAbove: {
        QPainterPath triangle(QPointF(left, rect.top() - 4));
        triangle.lineTo(left + 6, rect.top());
        triangle.lineTo(left, rect.top() + 4);
        triangle.closeSubpath();
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(triangle, tokens.failure.solid);
        painter.restore();
        break;
    }
    }
}

void Gutter::mousePressEvent(QMouseEvent *event)
{
    const QTextBlock block = m_area.lineAt(event->position().toPoint().y());
    if (!block.isValid() || event->button() != Qt::LeftButton)
        return;
    const QPoint global = event->globalPosition().toPoint();
    switch (partAt(event->position().toPoint().x())) {
    case Part::Problem:
        if (m_area.underlineIn(block))
            emit problemClicked(block.blockNumber(), global);
        break;
    case Part::Number: {
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::NextBlock, QTextCursor::KeepAnchor);
        m_area.setTextCursor(cursor);
        m_area.setFocus(Qt::MouseFocusReason);
        break;
    }
    case Part::Change:
        if (m_area.lineMark(block.blockNumber()) != LineMark::None)
            emit changeClicked(block.blockNumber(), global);
        break;
    case Part::Fold:
        if (isFolded(block))
            unfold(m_area, block);
        else
            fold(m_area, block);
        break;
    }
}

void Gutter::mouseMoveEvent(QMouseEvent *event)
{
    const QTextBlock block = m_area.lineAt(event->position().toPoint().y());
    const Part part = partAt(event->position().toPoint().x());
    const bool acts = block.isValid()
        && ((part == Part::Problem && m_area.underlineIn(block))
            || (part == Part::Change && m_area.lineMark(block.blockNumber()) != LineMark::None)
            || (part == Part::Fold && (isFolded(block) || isFoldable(block))));
    setCursor(acts ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Gutter::wheelEvent(QWheelEvent *event)
{
    QCoreApplication::sendEvent(m_area.viewport(), event);
}

bool Gutter::event(QEvent *event)
{
    if (event->type() == QEvent::Enter) {
        m_isHovered = true;
        update();
    } else if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QTextBlock block = m_area.lineAt(help->pos().y());
        const Underline *worst = block.isValid() ? m_area.underlineIn(block) : nullptr;
        if (worst && partAt(help->pos().x()) == Part::Problem)
            emit m_area.hovered(worst->span.begin, help->globalPos());
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void Gutter::leaveEvent(QEvent *)
{
    m_isHovered = false;
    update();
}

} // namespace slipway::code_editor
