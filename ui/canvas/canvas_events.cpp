#include "canvas/canvas.h"
#include "canvas/canvas_private.h"
#include "canvas/tools/pan_tool.h"

#include <QContextMenuEvent>
#include <QDragMoveEvent>
#include <QHelpEvent>
#include <QNativeGestureEvent>
#include <QPaintEvent>

namespace slipway::canvas {

namespace {

bool isSingleKey(const QKeyEvent &event)
{
    const bool isWithout = !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    switch (event.key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
    case Qt::Key_Escape: return isWithout;
    default: return isWithout && !event.text().isEmpty() && event.text().at(0).isPrint();
    }
}

} // namespace

bool Canvas::event(QEvent *event)
{
    // Before window-wide shortcuts of the same key.
    if (event->type() == QEvent::ShortcutOverride && isSingleKey(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isTab = key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab;
        if (isTab && !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) && !m_d->tool) {
            const bool forwards = key->key() == Qt::Key_Tab && !(key->modifiers() & Qt::ShiftModifier);
            if (m_d->keys.walk(forwards))
                return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

bool Canvas::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        m_d->showTip(help->pos(), help->globalPos());
        return true;
    }
    case QEvent::Leave:
        if (!m_d->tool)
            m_d->hover({-1e6, -1e6});
        break;
    case QEvent::NativeGesture: {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            m_d->board.zoomAt(gesture->position(), zoom() * (1 + gesture->value()));
            Q_EMIT viewChanged();
            return true;
        }
        break;
    }
    default: break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void Canvas::paintEvent(QPaintEvent *event)
{
    m_d->paint(*event);
}

void Canvas::resizeEvent(QResizeEvent *)
{
    if (m_d->centreWanted) {
        m_d->restorePlace();
        if (isVisible())
            m_d->centreWanted.reset();
    } else if (!m_d->board.isViewChosen) {
        m_d->fitFirst();
    }
    m_d->board.repaint();
}

void Canvas::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_d->updateMeasures();
    if (event->type() == QEvent::PaletteChange)
        m_d->board.repaint();
}

void Canvas::mousePressEvent(QMouseEvent *event)
{
    const Pointer pointer{event->position(), event->modifiers()};
    m_d->pointer = pointer;
    const bool isPan = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_d->isSpaceHeld);
    if (isPan) {
        m_d->hasSpacePanned = true;
        m_d->start(std::make_unique<PanTool>(m_d->board), pointer);
        return;
    }
    if (event->button() != Qt::LeftButton || m_d->isOnEmptyButton(pointer.at))
        return;
    // A click while connecting by keys means the card that it hits.
    if (m_d->isToolOfKeys)
        m_d->endTool(true);
    m_d->start(toolFor(m_d->board, hitAt(m_d->board, pointer.at)), pointer);
}

void Canvas::mouseMoveEvent(QMouseEvent *event)
{
    m_d->pointer = {event->position(), event->modifiers()};
    if (!m_d->tool)
        m_d->hover(event->position());
    m_d->drag();
    if (m_d->tool && m_d->tool->scrollsAtEdges())
        m_d->edges.dragTo(event->position());
}

void Canvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !m_d->tool && m_d->isOnEmptyButton(event->position()))
        Q_EMIT emptyActionRequested();
    if (!m_d->tool || m_d->isToolOfKeys)
        return;
    m_d->edges.stop();
    // What it asks for may bring a new picture, or delete this canvas's tool in other ways.
    const std::unique_ptr<Tool> ended = std::move(m_d->tool);
    viewport()->unsetCursor();
    ended->release({event->position(), event->modifiers()});
    m_d->hover(event->position());
}

void Canvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Hit hit = hitAt(m_d->board, event->position());
    if (hit.part == Part::Card || hit.part == Part::Row) {
        m_d->endTool(true);
        Q_EMIT activated(spotOf(m_d->board, hit));
    } else {
        mousePressEvent(event);
    }
}

void Canvas::wheelEvent(QWheelEvent *event)
{
    m_d->wheel(*event);
    event->accept();
}

void Canvas::keyPressEvent(QKeyEvent *event)
{
    if (m_d->tool) {
        if (event->key() == Qt::Key_Escape) {
            m_d->endTool(true);
            return;
        }
        bool isDone = false;
        Tool *tool = m_d->tool.get();
        if (tool->key(*event, isDone)) {
            if (isDone && m_d->tool.get() == tool)
                m_d->endTool(false);
            return;
        }
        if (!m_d->isToolOfKeys)
            return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        if (!event->isAutoRepeat()) {
            m_d->isSpaceHeld = true;
            m_d->hasSpacePanned = false;
        }
        return;
    }
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_d->board.scene.isEmpty() && !m_d->overlay.emptyButton.isEmpty()) {
        Q_EMIT emptyActionRequested();
        return;
    }
    if (!m_d->keys.press(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

void Canvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QAbstractScrollArea::keyReleaseEvent(event);
        return;
    }
    const bool isSelecting = m_d->isSpaceHeld && !m_d->hasSpacePanned && !m_d->tool;
    m_d->isSpaceHeld = false;
    if (isSelecting && !current().isNull())
        m_d->board.toggle(current());
}

void Canvas::contextMenuEvent(QContextMenuEvent *event)
{
    m_d->endTool(true);
    m_d->openMenu(event->pos(), event->globalPos(), event->reason() == QContextMenuEvent::Keyboard);
}

void Canvas::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_d->drop.enter(*event->mimeData()))
        event->acceptProposedAction();
}

void Canvas::dragMoveEvent(QDragMoveEvent *event)
{
    m_d->pointer = {event->position(), event->modifiers()};
    const bool mayDrop = m_d->drop.move(event->position());
    if (m_d->drop.isOver())
        m_d->edges.dragTo(event->position());
    if (mayDrop)
        event->acceptProposedAction();
    else
        event->ignore();
}

void Canvas::dragLeaveEvent(QDragLeaveEvent *)
{
    m_d->edges.stop();
    m_d->drop.leave();
}

void Canvas::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_d->edges.stop();
    m_d->drop.drop(*event->mimeData(), event->position());
}

void Canvas::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    // A reader is told of the canvas after this, and then of what is current in it.
    m_d->outline.setHeld(true);
    QMetaObject::invokeMethod(this, [this] { m_d->outline.setHeld(false); }, Qt::QueuedConnection);
    const bool isTab = event->reason() == Qt::TabFocusReason;
    if ((isTab || event->reason() == Qt::BacktabFocusReason) && current().isNull())
        m_d->keys.startAt(isTab);
    m_d->board.repaint();
}

void Canvas::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_d->outline.forgetAnnounced();
    m_d->isSpaceHeld = false;
    if (m_d->isToolOfKeys && event->reason() != Qt::PopupFocusReason)
        m_d->endTool(true);
    m_d->board.repaint();
}

void Canvas::scrollContentsBy(int, int) { }

} // namespace slipway::canvas
