#include "widgets/key_caps.h"

#include "theme/fonts.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace slipway::widgets {

namespace {

constexpr int gap = 4;

int capWidth(const QString &key, const QFontMetrics &metrics)
{
    return std::max(20, metrics.horizontalAdvance(key) + 11);
}

} // namespace

QStringList keyNames(const QKeySequence &keys)
{
    if (keys.isEmpty())
        return {};
    const QString stroke = QKeySequence(keys[0]).toString(QKeySequence::NativeText);
    QStringList names = stroke.split(u'+', Qt::SkipEmptyParts);
    // The plus key itself is lost in the split.
    if (stroke == "+"_L1 || stroke.endsWith("++"_L1))
        names.append(u"+"_s);
    return names;
}

QSize keyCapsSize(const QStringList &keys, const QFont &base)
{
    const QFontMetrics metrics(theme::font(theme::FontRole::Caption, base));
    int width = keys.isEmpty() ? 0 : -gap;
    for (const QString &key : keys)
        width += capWidth(key, metrics) + gap;
    return {width, std::max(18, metrics.height() + 2)};
}

void paintKeyCaps(QPainter &painter, const QRectF &rect, const QStringList &keys, const QFont &base,
                  const QPalette &palette)
{
    const theme::Tokens &colours = theme::tokens(palette);
    const QFont font = theme::font(theme::FontRole::Caption, base);
    const QFontMetrics metrics(font);
    const QSize size = keyCapsSize(keys, base);
    qreal x = rect.right() - size.width();
    for (const QString &key : keys) {
        const QRectF cap(x, rect.center().y() - size.height() / 2.0, capWidth(key, metrics), size.height());
        theme::paintBox(painter, cap, theme::textChipRadius, colours.header, colours.line2);
        theme::paintText(painter, cap, key, font, colours.text2, Qt::AlignCenter);
        x += cap.width() + gap;
    }
}

} // namespace slipway::widgets
