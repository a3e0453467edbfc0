#include "theme/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPen>

namespace slipway::theme {

void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &border,
              Qt::PenStyle pen)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border.isValid() ? QPen(border, 1, pen) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = border.isValid() ? 0.5 : 0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void paintFocusRing(QPainter &painter, const QRectF &rect, qreal radius, const QColor &focus)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(focus, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), radius + 2, radius + 2);
    painter.restore();
}

void paintHairline(QPainter &painter, const QRectF &rect, Qt::Edge edge, const QColor &colour)
{
    QRectF line = rect;
    switch (edge) {
    case Qt::TopEdge: line.setHeight(1); break;
    case Qt::BottomEdge: line.setTop(rect.bottom() - 1); break;
    case Qt::LeftEdge: line.setWidth(1); break;
    case Qt::RightEdge: line.setLeft(rect.right() - 1); break;
    }
    painter.fillRect(line, colour);
}

qreal paintText(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
                Qt::Alignment alignment)
{
    if (rect.width() <= 0)
        return 0;
    const QFontMetricsF metrics(font, painter.device());
    // One pixel of slack: a width that was measured elsewhere may have been rounded.
    const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width() + 1);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip, shown);
    return metrics.horizontalAdvance(shown);
}

void paintShadow(QPainter &painter, const QRectF &rect, qreal radius, bool dark)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    constexpr int reach = 24;
    for (int distance = 1; distance <= reach; ++distance) {
        const double fade = 1.0 - static_cast<double>(distance) / reach;
        painter.setPen(QPen(QColor(0, 0, 0, static_cast<int>((dark ? 70 : 34) * fade * fade)), 1));
        painter.drawRoundedRect(rect.adjusted(-distance, -distance + 4, distance, distance + 4), radius + distance,
                                radius + distance);
    }
    painter.restore();
}

} // namespace slipway::theme
