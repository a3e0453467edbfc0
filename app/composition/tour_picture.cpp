#include "composition/tour_picture.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QApplication>
#include <QPainter>
#include <QWidget>

namespace slipway::composition {

namespace {

constexpr int titleHeight = 32;

void paintDialog(QPainter &painter, const QRect &window, QWidget &dialog)
{
    const theme::Tokens &colours = theme::tokens(dialog.palette());
    QRectF frame(0, 0, dialog.width() + 2, dialog.height() + titleHeight + 2);
    frame.moveCenter(QRectF(window).center().toPoint());
    theme::paintShadow(painter, frame, theme::cardRadius, colours.isDark);
    theme::paintBox(painter, frame, 0, colours.window, colours.line3);
    const QRectF title(frame.left(), frame.top(), frame.width(), titleHeight);
    theme::paintText(painter, title, dialog.windowTitle(), theme::font(theme::FontRole::BodyStrong), colours.text,
                     Qt::AlignCenter);
    theme::paintHairline(painter, title, Qt::BottomEdge, colours.line1);
    painter.drawPixmap(frame.topLeft() + QPointF(1, titleHeight + 1), dialog.grab());
}

} // namespace

QPixmap pictureOf(QWidget &window)
{
    QPixmap picture = window.grab();
    QPainter painter(&picture);
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (widget == &window || !widget->isVisible())
            continue;
        if (widget->windowType() == Qt::Popup || widget->windowType() == Qt::ToolTip)
            painter.drawPixmap(widget->mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), widget->grab());
        else
            paintDialog(painter, window.rect(), *widget);
    }
    painter.end();
    return picture;
}

} // namespace slipway::composition
