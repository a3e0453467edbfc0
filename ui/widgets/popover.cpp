#include "widgets/popover.h"

#include "theme/paint.h"
#include "theme/tokens.h"

#include <QPainter>
#include <QVBoxLayout>

namespace slipway::widgets {

Popover::Popover(QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
    , m_column(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_TranslucentBackground);
    m_column->setContentsMargins(1, 1, 1, 1);
    m_column->setSpacing(0);
}

void Popover::openAt(const QWidget &anchor)
{
    adjustSize();
    const QWidget *window = anchor.window();
    const QPoint bottom = anchor.mapToGlobal(QPoint(anchor.width() - width(), anchor.height() + 4));
    const QRect room(window->mapToGlobal(QPoint(0, 0)), window->size());
    QPoint place = bottom;
    if (place.y() + height() > room.bottom())
        place.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - height() - 4);
    place.setX(std::clamp(place.x(), room.left() + 8, std::max(room.left() + 8, room.right() - width() - 8)));
    move(place);
    show();
    setFocus(Qt::PopupFocusReason);
}

void Popover::paintEvent(QPaintEvent *)
{
    const theme::Tokens &colours = theme::tokens(palette());
    QPainter painter(this);
    theme::paintBox(painter, rect(), theme::popoverRadius, colours.raised, colours.line2);
}

} // namespace slipway::widgets
