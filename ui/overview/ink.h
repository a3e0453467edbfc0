#pragma once

#include "base/freshness.h"
#include "theme/tokens.h"

#include <QDateTime>
#include <QFont>
#include <QRectF>

class QPainter;

namespace slipway::overview_page {

/// Between a cell's edge and its content, and how wide content gets: shown alone, a column must not tear its words
/// apart. In design pixels.
inline constexpr qreal cellPadding = 12;
inline constexpr qreal widestContent = 420;

/// The fonts of a view's rows, derived once from the view's font, and the factor by which sizes of the design (made
/// for text of 13 px) grow with it.
struct Fonts {
    explicit Fonts(const QFont &base);

    QFont body, strong, section, small, smallMedium, smallStrong, caption, captionStrong;
    /// Small, with figures of one width, for columns of numbers.
    QFont figures;
    QFont mono;
    qreal scale = 1;

    /// `designPixels` for this font's size, in whole pixels.
    int px(qreal designPixels) const;
    /// The width of one line.
    static qreal width(const QFont &font, const QString &text);
};

/// What painting a cell needs, gathered once a cell. What it refers to outlives it.
struct Ink {
    QPainter &painter;
    const QPalette &palette;
    const theme::Tokens &tokens;
    const Fonts &fonts;
    QDateTime now;
    /// Skeletons only show once loading has taken a moment.
    bool showsSkeletons = false;
    /// Values that nobody vouches for are dimmed.
    bool isOld = false;

    int px(qreal designPixels) const { return fonts.px(designPixels); }
    Ink aged(bool old) const
    {
        Ink copy = *this;
        copy.isOld = old;
        return copy;
    }
    QColor fresh(const QColor &colour) const { return isOld ? tokens.text3 : colour; }
};

/// Text in at most `lines` lines from the top of `rect`, elided in the last. Gives the height used.
qreal paintWrapped(const Ink &ink, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
                   int lines);
/// How many lines, at most `lines`, the text takes in `width`.
int wrappedLines(const QString &text, const QFont &font, qreal width, int lines);

/// A word behind an icon in a thin frame, as the provider's name. Gives its width.
qreal paintProviderTag(const Ink &ink, const QPointF &topLeft, const QString &icon, const QString &word);

/// What a cell shows that has no value: a skeleton, or an icon and why.
void paintAbsence(const Ink &ink, const QRectF &rect, const base::Freshness &freshness);

} // namespace slipway::overview_page
