#include "timeline/timeline_private.h"

#include "timeline/words.h"
#include "widgets/plain_words.h"

#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace slipway::timeline {

namespace {

constexpr qreal pixelsPerNotch = 90;
constexpr double factorPerNotch = 1.25;
constexpr qreal degreesPerNotch = 120;

/// In pixels: what a touch pad gives as it is, a wheel's notches made of it.
QPointF distanceOf(const QWheelEvent &event)
{
    return event.pixelDelta().isNull() ? QPointF(event.angleDelta()) * pixelsPerNotch / degreesPerNotch
                                       : QPointF(event.pixelDelta());
}

} // namespace

bool TimelineView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    Board &board = m_d->board;
    QString words;
    const int row = board.rowAt(help->pos().y());
    if (const Spot *spot = board.spotAt(help->pos()))
        words = board.tip(*spot);
    else if (row >= 0 && help->pos().x() < board.headWidth() && !board.chronicle.track(row).isMarks())
        words = (board.chronicle.track(row).lane.appName + u' ' + board.chronicle.track(row).lane.environment + u'\n'
                 + Words::staleness(board.chronicle.track(row).lane, board.now))
                    .trimmed();
    if (words.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), widgets::plainTip(words), this);
    return true;
}

void TimelineView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_d->paint(painter);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_d->layOut();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_d->layOut();
    m_d->tick();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    m_d->minute.reset();
    m_d->turning.reset();
    QWidget::hideEvent(event);
}

void TimelineView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_d && (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange))
        m_d->layOut();
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_d->outline.announceCurrent();
    update();
}

void TimelineView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_d->outline.forgetAnnounced();
    update();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    event->accept();
    const QPointF by = distanceOf(*event);
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_d->zoomBy(std::pow(factorPerNotch, -by.y() / pixelsPerNotch), event->position().x());
        return;
    }
    const bool canScroll = m_d->bar->maximum() > 0;
    // Platforms turn Shift+wheel sideways themselves; then the distance comes as x.
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_d->scrollBy(by.y() != 0 ? -by.y() : -by.x());
        return;
    }
    const bool isTouchPad = !event->pixelDelta().isNull();
    if (isTouchPad && canScroll) {
        if (by.y() != 0)
            m_d->scrollBy(-by.y());
        if (by.x() != 0)
            m_d->panBy(-by.x());
        return;
    }
    m_d->panBy(std::abs(by.x()) > std::abs(by.y()) ? -by.x() : -by.y());
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    using Part = OverviewStrip::Part;
    using Drag = Private::Drag;
    m_d->pressedAt = event->position();
    m_d->draggedAt = event->position();
    switch (OverviewStrip::partAt(m_d->board, event->position())) {
    case Part::LeftHandle: m_d->drag = Drag::LeftHandle; break;
    case Part::RightHandle: m_d->drag = Drag::RightHandle; break;
    case Part::Brush: m_d->drag = Drag::Brush; break;
    case Part::Strip: {
        const Scale whole = m_d->board.overviewScale();
        goTo(QDateTime::fromMSecsSinceEpoch(static_cast<Instant>(whole.at(event->position().x())), QTimeZone::UTC));
        m_d->drag = Drag::Brush;
        break;
    }
    case Part::None: m_d->drag = Drag::Pressed; break;
    }
    m_d->board.setOverviewHeld(m_d->drag != Drag::Pressed);
    m_d->showPointer(event->position());
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        m_d->dragTo(event->position());
    m_d->showPointer(event->position());
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const bool isClick = m_d->drag == Private::Drag::Pressed;
    m_d->drag = Private::Drag::None;
    m_d->board.setOverviewHeld(false);
    update();
    if (isClick) {
        if (const Spot *spot = m_d->board.spotAt(event->position()))
            m_d->activate(Spot(*spot));
    }
    m_d->showPointer(event->position());
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Spot *spot = event->button() == Qt::LeftButton ? m_d->board.spotAt(event->position()) : nullptr;
    if (spot && !spot->isCluster() && !m_d->board.itemOf(*spot).isMark)
        emit openRequested(m_d->board.itemOf(*spot).id);
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    Board &board = m_d->board;
    const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
    const Spot *spot = isKey ? board.spotOf(board.current) : board.spotAt(event->pos());
    const int row = spot ? spot->track : board.rowAt(event->pos().y());
    if (row < 0)
        return;
    const QPoint at = isKey && spot ? mapToGlobal(board.spotRect(*spot).center().toPoint()) : event->globalPos();
    const bool isRelease = spot && !spot->isCluster() && !board.chronicle.track(row).isMarks();
    const QString id = isKey ? selected() : isRelease ? board.itemOf(*spot).id : QString();
    if (isRelease)
        m_d->setCurrent({false, id});
    const QString lane = board.chronicle.track(row).isMarks() ? QString() : board.chronicle.track(row).lane.key();
    emit menuRequested(id, lane, at);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (!takeKey(*m_d, *event))
        QWidget::keyPressEvent(event);
}

void TimelineView::Private::dragTo(const QPointF &point)
{
    const bool isFar = (point - pressedAt).manhattanLength() >= QApplication::startDragDistance();
    if (drag == Drag::Pressed && isFar && point.x() >= 0)
        drag = Drag::Pan;
    if (drag == Drag::Pan) {
        const QPointF by = draggedAt - point;
        draggedAt = point;
        if (by.y() != 0)
            board.setScroll(board.scroll() + by.y());
        panBy(by.x());
    } else if (drag != Drag::None && drag != Drag::Pressed) {
        dragBrush(point);
    }
}

void TimelineView::Private::dragBrush(const QPointF &point)
{
    const Scale &whole = board.overviewScale();
    const double by = (point.x() - draggedAt.x()) * whole.perPixel();
    const double before = board.scale.span();
    double from = board.scale.from();
    double until = board.scale.until();
    draggedAt = point;
    followsNow = false;
    if (drag != Drag::RightHandle)
        from += by;
    if (drag != Drag::LeftHandle)
        until += by;
    if (drag == Drag::LeftHandle)
        from = std::min(from, until - boundedSpan(0));
    if (drag == Drag::RightHandle)
        until = std::max(until, from + boundedSpan(0));
    board.scale.set(from, drag == Drag::Brush ? before : until - from);
    viewMoved(before);
}

void TimelineView::Private::showPointer(const QPointF &point)
{
    using Part = OverviewStrip::Part;
    const Part part = OverviewStrip::partAt(board, point);
    const bool isHandle = part == Part::LeftHandle || part == Part::RightHandle;
    if (drag == Drag::Pan || drag == Drag::Brush)
        view.setCursor(Qt::ClosedHandCursor);
    else if (isHandle || drag == Drag::LeftHandle || drag == Drag::RightHandle)
        view.setCursor(Qt::SizeHorCursor);
    else if (part == Part::Brush)
        view.setCursor(Qt::OpenHandCursor);
    else if (board.spotAt(point))
        view.setCursor(Qt::PointingHandCursor);
    else
        view.unsetCursor();
}

} // namespace slipway::timeline
