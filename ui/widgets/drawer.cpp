#include "widgets/drawer.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace slipway::widgets {

Drawer::Drawer(QWidget *over)
    : QWidget(over->parentWidget())
    , m_over(over)
{
    hide();
    over->installEventFilter(this);
}

void Drawer::setPane(QWidget *pane, int width)
{
    m_pane = pane;
    m_wanted = width;
    pane->setParent(this);
    place();
}

bool Drawer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_over && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        place();
    return QWidget::eventFilter(watched, event);
}

void Drawer::place()
{
    if (!m_pane)
        return;
    const QRect area = m_over->geometry();
    const int wanted = std::max(qRound(m_wanted * theme::textScale(font())), m_pane->minimumSizeHint().width());
    const int width = std::min(wanted, area.width());
    setGeometry(area.right() + 1 - width, area.top(), width, area.height());
}

void Drawer::resizeEvent(QResizeEvent *)
{
    if (m_pane && m_pane->parentWidget() == this)
        m_pane->setGeometry(rect().adjusted(1, 0, 0, 0));
}

void Drawer::showEvent(QShowEvent *)
{
    place();
    raise();
}

void Drawer::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = theme::tokens(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.base);
    theme::paintHairline(painter, rect(), Qt::LeftEdge, tokens.line3);
}

void Drawer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace slipway::widgets
