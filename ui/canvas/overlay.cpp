#include "canvas/overlay.h"

#include "theme/paint.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::canvas {

namespace {

constexpr int veil = 140;
constexpr qreal margin = 12;

} // namespace

void Overlay::paintFrozen(const Frame &frame, const QRectF &area, const QString &words) const
{
    QColor colour = frame.colours.canvas;
    colour.setAlpha(veil);
    frame.painter.fillRect(area, colour);
    const QFont &font = frame.scene.measures().font(TextRole::Subtitle);
    const QFontMetricsF metrics(font);
    const QString shown = drawable(words);
    const qreal most = std::max(80.0, area.width() - 2 * margin - 44);
    const QRectF text = metrics.boundingRect(QRectF(0, 0, most, 1000), Qt::TextWordWrap, shown);
    const QSizeF size(text.width() + 46, text.height() + 14);
    const QRectF box(QPointF(std::round(area.center().x() - size.width() / 2), area.top() + margin), size);
    theme::paintBox(frame.painter, box, theme::controlRadius, frame.colours.warning.bg, frame.colours.warning.solid);
    frame.ink.icon(frame.painter, {box.left() + 10, box.top() + 7, 16, text.height()}, u"status-warning"_s,
                   frame.colours.warning.solid);
    frame.painter.setFont(font);
    frame.painter.setPen(frame.colours.warning.fg);
    frame.painter.drawText(box.adjusted(34, 7, -8, -7), Qt::TextWordWrap, shown);
}

QRectF Overlay::buttonRect(const Measures &measures, const QRectF &area) const
{
    if (emptyButton.isEmpty())
        return {};
    const qreal width = QFontMetricsF(measures.font(TextRole::Row)).horizontalAdvance(emptyButton) + 28;
    const qreal height = std::max<qreal>(theme::controlHeight, measures.lineHeight(TextRole::Row) + 10);
    return {std::round(area.center().x() - width / 2), std::round(area.center().y() + 6), std::ceil(width), height};
}

void Overlay::paintEmpty(const Frame &frame, const QRectF &area, bool hasFocus) const
{
    const QFont &font = frame.scene.measures().font(TextRole::Row);
    frame.painter.setFont(font);
    frame.painter.setPen(frame.colours.text2);
    QRectF words = area.adjusted(24, 24, -24, 0);
    words.setBottom(area.center().y() - 8);
    frame.painter.drawText(words, Qt::TextWordWrap | Qt::AlignHCenter | Qt::AlignBottom, drawable(emptyWords));
    const QRectF button = buttonRect(frame.scene.measures(), area);
    if (button.isEmpty())
        return;
    theme::paintBox(frame.painter, button, theme::controlRadius, frame.colours.raised, frame.colours.line3);
    frame.painter.setPen(frame.colours.text);
    frame.painter.drawText(button, Qt::AlignCenter, emptyButton);
    if (hasFocus)
        theme::paintFocusRing(frame.painter, button, theme::controlRadius, frame.colours.focus);
}

} // namespace slipway::canvas
