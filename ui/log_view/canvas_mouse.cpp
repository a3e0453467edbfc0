#include "log_view/log_canvas.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::log_view {

namespace {

constexpr int wheelStep = 120;
constexpr int linesAStep = 3;
constexpr int dragScroll = 40;

} // namespace

TextPlace LogCanvas::placeAt(QPoint position) const
{
    const QList<Placed> rows = placed();
    if (rows.isEmpty())
        return {};
    auto own =
        std::ranges::find_if(rows, [&](const Placed &row) { return position.y() < row.top + row.lines * rowHeight(); });
    if (own == rows.end())
        --own;
    if (own->row.isHead())
        return {own->row, 0};
    const LaidLine &line = laid(own->row);
    const int wrapped = std::clamp((position.y() - own->top) / rowHeight(), 0, line.lineCount() - 1);
    const int indent = std::min(m_rows.depth(own->row), 8) * groupIndent;
    const int x = position.x() - columns().text - indent + (m_wraps ? 0 : horizontalScrollBar()->value());
    return {own->row, line.layout->lineAt(wrapped).xToCursor(x)};
}

bool LogCanvas::pressHead(const Placed &placed, QPoint position)
{
    const bool isMarker = position.x() >= columns().fold - 4 && position.x() < columns().text;
    const bool isGroup = !placed.row.isHead() && m_rows.isFoldable(placed.row);
    if (placed.row.isHead() || (isGroup && isMarker)) {
        moveCaret({placed.row, 0}, Move::Keep);
        toggle(placed.row);
        return true;
    }
    const LaidLine &line = laid(placed.row);
    if (line.partCount > 1 && partRect(placed, line).contains(position)) {
        showPart(placed.row, (line.part + 1) % line.partCount);
        return true;
    }
    return false;
}

void LogCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_rows.count() == 0)
        return;
    const QPoint position = event->position().toPoint();
    for (const Placed &row : placed()) {
        const QRect rect(0, row.top, viewport()->width(), row.lines * rowHeight());
        if (rect.contains(position) && pressHead(row, position))
            return;
    }
    m_isDragging = true;
    const bool extends = event->modifiers() & Qt::ShiftModifier;
    moveCaret(placeAt(position), extends ? Move::Select : Move::Keep);
}

void LogCanvas::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position().toPoint();
    if (!m_isDragging) {
        const bool isText = m_pointer.x() >= columns().text;
        viewport()->setCursor(isText ? Qt::IBeamCursor : Qt::ArrowCursor);
        return;
    }
    moveCaret(placeAt(m_pointer), Move::Select);
    if (viewport()->rect().contains(m_pointer))
        m_dragTimer.stop();
    else if (!m_dragTimer.isActive())
        m_dragTimer.start(dragScroll, this);
}

void LogCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_isDragging = false;
    m_dragTimer.stop();
}

void LogCanvas::selectWord(TextPlace at)
{
    const QString text = textOf(at.row);
    const auto isWord = [&text](int index) {
        const QChar one = text.at(index);
        return one.isLetterOrNumber() || one == u'_' || one == u'-' || one == u'.';
    };
    const int size = static_cast<int>(text.size());
    int from = std::min(at.column, size);
    int to = from;
    while (from > 0 && isWord(from - 1))
        --from;
    while (to < size && isWord(to))
        ++to;
    m_anchor = {at.row, from};
    moveCaret({at.row, to}, Move::Select);
}

void LogCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const TextPlace at = placeAt(event->position().toPoint());
    if (at.row.section >= 0 && !at.row.isHead())
        selectWord(at);
}

void LogCanvas::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (std::abs(turned.x()) > std::abs(turned.y()) || event->modifiers() & Qt::ShiftModifier) {
        const int by = turned.x() != 0 ? turned.x() : turned.y();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by);
        return;
    }
    m_wheel += turned.y() * linesAStep;
    const int lines = m_wheel / wheelStep;
    m_wheel -= lines * wheelStep;
    if (lines != 0)
        scrollLines(-lines);
    event->accept();
}

void LogCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, &LogCanvas::copy);
    menu.addAction(tr("Select all"), QKeySequence::SelectAll, this, &LogCanvas::selectAll);
    menu.addAction(tr("Find in log"), QKeySequence::Find, this, &LogCanvas::findRequested);
    menu.addSeparator();
    menu.addAction(tr("Fold all"), this, [this] { setAllFolded(true); });
    menu.addAction(tr("Unfold all"), this, [this] { setAllFolded(false); });
    menu.addSeparator();
    const auto addToggle = [&menu](const QString &words, bool isOn, auto then) {
        QAction *action = menu.addAction(words);
        action->setCheckable(true);
        action->setChecked(isOn);
        connect(action, &QAction::triggered, &menu, then);
    };
    addToggle(tr("Show times"), m_showsTimes, [this](bool on) { setShowsTimes(on); });
    addToggle(tr("Wrap lines"), m_wraps, [this](bool on) { setWrapsLines(on); });
    addToggle(tr("Follow"), m_isFollowing, [this](bool on) { setFollowing(on); });
    menu.exec(event->globalPos());
}

} // namespace slipway::log_view
