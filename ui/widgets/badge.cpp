#include "widgets/badge.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::widgets {

namespace {

QFont countFont(const QFont &base)
{
    return theme::tabular(theme::font(theme::FontRole::CaptionStrong, base));
}

QString countText(int count)
{
    return count > 99 ? u"99+"_s : QString::number(count);
}

} // namespace

QSize badgeSize(int count, const QFont &base)
{
    const QFontMetrics metrics(countFont(base));
    const int height = std::max(16, metrics.height());
    return {std::max(height, metrics.horizontalAdvance(countText(count)) + 9), height};
}

void paintBadge(QPainter &painter, const QRectF &rect, int count, BadgeTone tone, const QFont &base,
                const QPalette &palette)
{
    if (count <= 0)
        return;
    const theme::Tokens &colours = theme::tokens(palette);
    QColor fill = colours.sunken;
    QColor words = colours.text2;
    if (tone != BadgeTone::Neutral) {
        fill = tone == BadgeTone::Failure ? colours.failure.solid : colours.waiting.solid;
        words = theme::contrast(fill, Qt::white) >= 4.5 ? QColor(Qt::white) : QColor(0x15171B);
    }
    const QSize size = badgeSize(count, base);
    QRectF disc{QPointF(0, 0), QSizeF(size)};
    disc.moveCenter(rect.center());
    theme::paintBox(painter, disc, disc.height() / 2, fill, {});
    theme::paintText(painter, disc, countText(count), countFont(base), words, Qt::AlignCenter);
}

QSize tagSize(const QString &words, const QFont &base)
{
    const QFontMetrics metrics(theme::font(theme::FontRole::Caption, base));
    return {metrics.horizontalAdvance(words) + 13, std::max(18, metrics.height() + 2)};
}

qreal paintTag(QPainter &painter, const QRectF &rect, const QString &words, const QFont &base, const QPalette &palette)
{
    const theme::Tokens &colours = theme::tokens(palette);
    const QSize size = tagSize(words, base);
    const QRectF tag(rect.left(), rect.center().y() - size.height() / 2.0, size.width(), size.height());
    theme::paintBox(painter, tag, theme::textChipRadius, {}, colours.line2);
    theme::paintText(painter, tag, words, theme::font(theme::FontRole::Caption, base), colours.text2, Qt::AlignCenter);
    return tag.width();
}

} // namespace slipway::widgets
