#include "releases_page/legend.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"

#include <QPainter>

#include <array>

using namespace Qt::StringLiterals;

namespace slipway::releases_page {

namespace {

constexpr int iconSize = 14;
constexpr int swatch = 16;
constexpr int gap = 6;
constexpr int between = 14;
constexpr int leastEntries = 3;

struct Entry {
    QString words;
    /// Empty: a line.
    QString icon;
    QColor colour;
    Qt::PenStyle line = Qt::SolidLine;
};

std::array<Entry, 6> entries(const theme::Tokens &tokens)
{
    return {Entry{Legend::tr("deployed"), u"status-success"_s, tokens.success.solid},
            Entry{Legend::tr("failed"), u"status-failure"_s, tokens.failure.solid},
            Entry{Legend::tr("rolled back"), u"status-rolled-back"_s, tokens.text2},
            Entry{Legend::tr("canary"), u"action-canary"_s, tokens.warning.solid},
            Entry{Legend::tr("15-min watch"), {}, tokens.success.solid},
            Entry{Legend::tr("promoted"), {}, tokens.focus, Qt::DotLine}};
}

int widthOf(const Entry &entry, const QFontMetrics &metrics)
{
    return (entry.icon.isEmpty() ? swatch : iconSize) + gap + metrics.horizontalAdvance(entry.words) + between;
}

} // namespace

Legend::Legend(QWidget *parent)
    : QWidget(parent)
{
    QStringList names;
    for (const Entry &entry : entries(theme::lightTokens()))
        names += entry.words;
    setAccessibleName(tr("Legend: %1").arg(names.join(u", "_s)));
    setToolTip(tr("The timeline shows what was %1.").arg(names.join(u", "_s)));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize Legend::sizeHint() const
{
    const QFontMetrics metrics(theme::font(theme::FontRole::Small, font()));
    int width = 0;
    for (const Entry &entry : entries(theme::tokens(palette())))
        width += widthOf(entry, metrics);
    return {width, std::max(theme::compactHeight, metrics.height())};
}

QSize Legend::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void Legend::paintEvent(QPaintEvent *)
{
    if (!isEnabled())
        return;
    const auto &tokens = theme::tokens(palette());
    const QFont small = theme::font(theme::FontRole::Small, font());
    const QFontMetrics metrics(small);
    QPainter painter(this);
    qreal left = 0;
    const auto all = entries(tokens);
    int leastWidth = -between;
    for (int at = 0; at < leastEntries; ++at)
        leastWidth += widthOf(all[size_t(at)], metrics);
    // A word or two would not explain the picture.
    if (width() < leastWidth)
        return;
    const qreal middle = height() / 2.0;
    for (const Entry &entry : all) {
        const int wanted = widthOf(entry, metrics);
        if (left + wanted - between > width())
            return;
        qreal words = left + gap;
        if (entry.icon.isEmpty()) {
            painter.setPen(QPen(entry.colour, entry.line == Qt::SolidLine ? 3 : 1.5, entry.line));
            painter.drawLine(QPointF(left, middle), QPointF(left + swatch, middle));
            words += swatch;
        } else {
            theme::paintIcon(painter, QRectF(left, middle - iconSize / 2.0, iconSize, iconSize), entry.icon,
                             entry.colour);
            words += iconSize;
        }
        theme::paintText(painter, QRectF(words, 0, wanted, height()), entry.words, small, tokens.text2);
        left += wanted;
    }
}

} // namespace slipway::releases_page
