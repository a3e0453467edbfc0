#include "overview_page/ink.h"

#include "overview_page/cell_words.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "widgets/skeleton.h"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::overview_page {

namespace {

constexpr qreal designTextSize = 13;
constexpr qreal tagHeight = 19;
constexpr int absenceLines = 3;

/// Breaks `text` into lines of `width`; the last of `most` lines takes all that is left.
QStringList broken(const QString &text, const QFont &font, qreal width, int most)
{
    if (Fonts::width(font, text) <= width || width <= 0)
        return {text};
    QTextLayout layout(text, font);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const bool isLast = lines.size() + 1 == most;
        lines.append(
            text.sliced(line.textStart(), isLast ? text.size() - line.textStart() : line.textLength()).trimmed());
        if (isLast)
            break;
    }
    layout.endLayout();
    return lines;
}

QString absenceIcon(const base::Freshness &freshness)
{
    switch (freshness.state) {
    case base::Freshness::State::Forbidden: return u"status-locked"_s;
    case base::Freshness::State::RateLimited: return u"status-rate-limited"_s;
    case base::Freshness::State::Failed: return u"status-warning"_s;
    case base::Freshness::State::Stale: return u"status-stale"_s;
    default: return {};
    }
}

} // namespace

Fonts::Fonts(const QFont &base)
    : body(base)
    , strong(theme::font(theme::FontRole::BodyStrong, base))
    , section(theme::font(theme::FontRole::Section, base))
    , small(theme::font(theme::FontRole::Small, base))
    , smallMedium(small)
    , smallStrong(theme::font(theme::FontRole::SmallStrong, base))
    , caption(theme::font(theme::FontRole::Caption, base))
    , captionStrong(theme::font(theme::FontRole::CaptionStrong, base))
    , figures(theme::tabular(small))
    , mono(theme::font(theme::FontRole::Mono, base))
    , scale(std::max(QFontInfo(base).pixelSize() / designTextSize, 1.0))
{
    smallMedium.setWeight(QFont::Medium);
}

int Fonts::px(qreal designPixels) const
{
    return qRound(designPixels * scale);
}

qreal Fonts::width(const QFont &font, const QString &text)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

qreal paintWrapped(const Ink &ink, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
                   int lines)
{
    const qreal height = ink.px(16);
    qreal used = 0;
    for (const QString &line : broken(text, font, rect.width(), lines)) {
        theme::paintText(ink.painter, QRectF(rect.left(), rect.top() + used, rect.width(), height), line, font, colour);
        used += height;
    }
    return used;
}

int wrappedLines(const QString &text, const QFont &font, qreal width, int lines)
{
    return text.isEmpty() ? 0 : static_cast<int>(broken(text, font, width, lines).size());
}

qreal paintProviderTag(const Ink &ink, const QPointF &topLeft, const QString &icon, const QString &word)
{
    const qreal iconSide = ink.px(12);
    const qreal width = ink.px(7) + iconSide + ink.px(5) + Fonts::width(ink.fonts.caption, word) + ink.px(8);
    const QRectF box(topLeft, QSizeF(width, ink.px(tagHeight)));
    theme::paintBox(ink.painter, box, theme::textChipRadius, {}, ink.tokens.line2);
    const QRectF iconRect(box.left() + ink.px(7), box.center().y() - iconSide / 2, iconSide, iconSide);
    theme::paintIcon(ink.painter, iconRect, icon, ink.tokens.text2);
    theme::paintText(ink.painter, box.adjusted(ink.px(12) + iconSide, 0, 0, 0), word, ink.fonts.caption,
                     ink.tokens.text2);
    return width;
}

void paintAbsence(const Ink &ink, const QRectF &rect, const base::Freshness &freshness)
{
    const qreal middle = rect.center().y();
    if (freshness.state == base::Freshness::State::Loading) {
        if (!ink.showsSkeletons)
            return;
        const QRectF line(rect.left(), middle - ink.px(18), rect.width(), ink.px(14));
        widgets::paintSkeletonBar(ink.painter, line, 0.55, ink.palette);
        widgets::paintSkeletonBar(ink.painter, line.translated(0, ink.px(22)), 0.8, ink.palette);
        return;
    }
    const QString icon = absenceIcon(freshness);
    const QString words = CellWords::absence(freshness, ink.now);
    const qreal indent = icon.isEmpty() ? 0 : ink.px(20);
    const QRectF text = rect.adjusted(indent, 0, 0, 0);
    const int lines = wrappedLines(words, ink.fonts.small, text.width(), absenceLines);
    const qreal top = middle - lines * ink.px(16) / 2.0;
    if (!icon.isEmpty())
        theme::paintIcon(ink.painter, QRectF(rect.left(), top + ink.px(1), ink.px(14), ink.px(14)), icon,
                         ink.tokens.text3);
    paintWrapped(ink, QRectF(text.left(), top, text.width(), text.height()), words, ink.fonts.small, ink.tokens.text3,
                 absenceLines);
}

} // namespace slipway::overview_page
