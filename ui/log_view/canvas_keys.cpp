#include "base/format.h"
#include "log_view/log_canvas.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

TextPlace LogCanvas::first() const
{
    return m_rows.count() > 0 ? TextPlace{m_rows.at(0), 0} : TextPlace{};
}

TextPlace LogCanvas::last() const
{
    if (m_rows.count() == 0)
        return {};
    const Row row = m_rows.at(m_rows.count() - 1);
    return {row, static_cast<int>(textOf(row).size())};
}

void LogCanvas::moveCaret(TextPlace to, Move move)
{
    if (to.row.section < 0)
        return;
    m_caret = to;
    if (move == Move::Keep)
        m_anchor = to;
    viewport()->update();
    Q_EMIT caretMoved();
}

void LogCanvas::moveRows(int rows, Move move)
{
    const int from = m_rows.visibleOf(m_caret.row);
    const int to = std::clamp(from + rows, 0, m_rows.count() - 1);
    if (rows < 0)
        setFollowing(false);
    moveCaret({m_rows.at(to), std::min(m_caret.column, static_cast<int>(textOf(m_rows.at(to)).size()))}, move);
    ensureVisible(m_caret.row);
}

void LogCanvas::goTo(Row row, int column)
{
    if (!isThere(row))
        return;
    setFollowing(false);
    if (m_rows.reveal(row))
        updateScrollBars();
    moveCaret({row, column}, Move::Keep);
    const int page = std::max(1, viewport()->height() / rowHeight());
    const int visible = m_rows.visibleOf(row);
    if (visible < m_top || visible >= m_top + page - 1)
        scrollTo(std::max(0, visible - page / 3), 0);
    ensureVisible(row);
}

void LogCanvas::goToMatch(Row row, qint64 part, const logs::Match &match)
{
    if (m_lines.part(row) != part)
        m_lines.setPart(row, part);
    m_match = std::pair(row, match);
    goTo(row, static_cast<int>(match.start));
    if (m_wraps)
        return;
    const QFontMetrics metrics(m_lines.look().font);
    const int x = static_cast<int>(match.start) * metrics.horizontalAdvance(u'0');
    const int room = viewport()->width() - columns().text;
    QScrollBar &bar = *horizontalScrollBar();
    m_widest = std::max(m_widest, x + room);
    updateScrollBars();
    if (x < bar.value() || x + 80 > bar.value() + room)
        bar.setValue(std::max(0, x - room / 3));
}

bool LogCanvas::stepMatch(int direction)
{
    if (!m_match || m_match->first != m_caret.row || m_caret.row.isHead())
        return false;
    const QList<logs::Match> &matches = laid(m_caret.row).matches;
    const qsizetype next = matches.indexOf(m_match->second) + direction;
    if (next < 0 || next >= matches.size() || !matches.contains(m_match->second))
        return false;
    goToMatch(m_caret.row, m_lines.part(m_caret.row), matches.at(next));
    return true;
}

void LogCanvas::clearMatch()
{
    m_match.reset();
    viewport()->update();
}

void LogCanvas::showPart(Row row, qint64 part)
{
    m_lines.setPart(row, std::clamp<qint64>(part, 0, laid(row).partCount - 1));
    moveCaret({row, 0}, Move::Keep);
    horizontalScrollBar()->setValue(0);
    updateScrollBars();
}

void LogCanvas::toggle(Row row)
{
    if (m_rows.isFoldable(row))
        setFolded(row, !m_rows.isFolded(row));
}

bool LogCanvas::foldByKey(bool isFolded)
{
    if (!m_rows.isFoldable(m_caret.row) || m_rows.isFolded(m_caret.row) == isFolded)
        return false;
    setFolded(m_caret.row, isFolded);
    return true;
}

bool LogCanvas::moveByKey(QKeyEvent &event)
{
    const Move move = event.modifiers() & Qt::ShiftModifier ? Move::Select : Move::Keep;
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    const int length = static_cast<int>(textOf(m_caret.row).size());
    switch (event.key()) {
    case Qt::Key_Up: moveRows(-1, move); return true;
    case Qt::Key_Down: moveRows(1, move); return true;
    case Qt::Key_PageUp: moveRows(-page, move); return true;
    case Qt::Key_PageDown: moveRows(page, move); return true;
    case Qt::Key_Home:
        setFollowing(false);
        moveCaret(first(), move);
        scrollTo(0, 0);
        return true;
    case Qt::Key_End:
        moveCaret(last(), move);
        scrollToEnd();
        setFollowing(true);
        return true;
    case Qt::Key_Left:
        if (move == Move::Select || !foldByKey(true))
            moveCaret({m_caret.row, std::max(0, std::min(m_caret.column, length) - 1)}, move);
        return true;
    case Qt::Key_Right:
        if (move == Move::Select || !foldByKey(false))
            moveCaret({m_caret.row, std::min(length, m_caret.column + 1)}, move);
        return true;
    default: return false;
    }
}

bool LogCanvas::actByKey(QKeyEvent &event)
{
    const bool isControl = event.modifiers() == Qt::ControlModifier;
    if (event.matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event.matches(QKeySequence::Copy)) {
        copy();
    } else if (event.matches(QKeySequence::Find)) {
        Q_EMIT findRequested();
    } else if (isControl && (event.key() == Qt::Key_Right || event.key() == Qt::Key_Left)) {
        if (m_caret.row.isHead() || laid(m_caret.row).partCount < 2)
            return false;
        showPart(m_caret.row, m_lines.part(m_caret.row) + (event.key() == Qt::Key_Right ? 1 : -1));
    } else if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter || event.key() == Qt::Key_Space) {
        toggle(m_caret.row);
    } else if (event.key() == Qt::Key_Escape && hasSelection()) {
        moveCaret(m_caret, Move::Keep);
    } else {
        return false;
    }
    return true;
}

void LogCanvas::keyPressEvent(QKeyEvent *event)
{
    if (m_rows.count() == 0 || (!actByKey(*event) && !moveByKey(*event)))
        QWidget::keyPressEvent(event);
}

void LogCanvas::selectAll()
{
    if (m_rows.count() == 0)
        return;
    setFollowing(false);
    const int end = static_cast<int>(m_log->sections().size()) - 1;
    const Row row{end, std::max(0, m_log->sections().at(end).lineCount() - 1)};
    m_anchor = first();
    moveCaret({row, static_cast<int>(textOf(row).size())}, Move::Select);
}

QString LogCanvas::textOf(Row row) const
{
    if (!isThere(row))
        return {};
    return row.isHead() ? headWords(row) : laid(row).line.text;
}

QString LogCanvas::linesText(int section, int first, int last) const
{
    const logs::Section &own = m_log->sections().at(section);
    return first < last ? own.file->text(own.first + first, own.first + last, mostCopied) : QString();
}

QString LogCanvas::selectedText() const
{
    const auto [from, to] = std::minmax(m_caret, m_anchor);
    if (from.row == to.row)
        return textOf(from.row).mid(from.column, to.column - from.column);
    QStringList pieces{textOf(from.row).mid(from.column)};
    qsizetype size = 0;
    for (int section = from.row.section; section <= to.row.section && size < mostCopied; ++section) {
        const bool isFirst = section == from.row.section;
        const bool isLast = section == to.row.section;
        if (!isFirst && !(isLast && to.row.isHead()) && m_rows.hasHead(section))
            pieces.append(headWords({section, -1}));
        const int first = isFirst ? from.row.line + 1 : 0;
        const int last = isLast ? to.row.line : m_log->sections().at(section).lineCount();
        if (first < last)
            pieces.append(linesText(section, first, last));
        size += pieces.last().size();
    }
    pieces.append(textOf(to.row).left(to.column));
    return pieces.join(u'\n');
}

void LogCanvas::copy()
{
    const Row row = m_caret.row;
    const QString text = hasSelection() ? selectedText()
        : row.isHead()                  ? headWords(row)
                                        : linesText(row.section, row.line, row.line + 1);
    QGuiApplication::clipboard()->setText(text.left(mostCopied));
    if (text.size() >= mostCopied)
        Q_EMIT noticed(tr("Only the first %1 characters were copied.").arg(base::format::count(mostCopied)));
}

void LogCanvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LogCanvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QList<Row> LogCanvas::rowsInSight() const
{
    QList<Row> rows;
    for (const Placed &row : placed())
        rows.append(row.row);
    return rows;
}

QRect LogCanvas::rectOf(Row row) const
{
    for (const Placed &own : placed()) {
        if (own.row == row)
            return {0, own.top, viewport()->width(), own.lines * rowHeight()};
    }
    return {};
}

} // namespace slipway::log_view
