#include "theme/paint.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QPen>
#include <QPixmapCache>
#include <qdrawutil.h>

using namespace Qt::StringLiterals;

namespace slipway::theme {

namespace {

constexpr int shadowReach = 28;

/// The four corners of a shadow with one row and column between them to be stretched.
QPixmap shadowPatch(qreal radius, bool dark, qreal ratio)
{
    const QString key = u"slipway/shadow/%1/%2/%3"_s.arg(radius).arg(dark).arg(ratio);
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    const int side = 2 * (shadowReach + static_cast<int>(radius)) + 1;
    result = QPixmap(QSize(side, side) * ratio);
    result.setDevicePixelRatio(ratio);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // Many thin layers, each a bit smaller, add up to a soft slope.
    painter.setBrush(QColor(0, 0, 0, dark ? 7 : 3));
    for (int inset = 0; inset < shadowReach; inset += 2)
        painter.drawRoundedRect(QRectF(inset, inset, side - 2 * inset, side - 2 * inset), radius + shadowReach - inset,
                                radius + shadowReach - inset);
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

} // namespace

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
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPixmap patch = shadowPatch(radius, dark, ratio);
    const int side = static_cast<int>(patch.deviceIndependentSize().width()) / 2;
    // A little lower than what throws it: light comes from above.
    const QRect around = rect.toAlignedRect().adjusted(-shadowReach, -shadowReach + 6, shadowReach, shadowReach + 6);
    qDrawBorderPixmap(&painter, around, QMargins(side, side, side, side), patch, patch.rect(),
                      QMargins(side, side, side, side) * ratio);
}

} // namespace slipway::theme
