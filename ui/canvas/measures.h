#pragma once

#include "canvas/picture.h"

#include <QFont>
#include <QRectF>

#include <array>

namespace slipway::canvas {

/// Which text of a card; each has its font.
enum class TextRole : quint8 { Title, Subtitle, Row, Note, Aside, Pill, Name };
inline constexpr std::size_t textRoles = 7;

/// Sizes of all parts in scene units, which are pixels at 100 %. They follow the fonts, so that text may grow.
struct Measures {
    explicit Measures(const QFont &base = {});

    const QFont &font(TextRole role) const { return fonts[static_cast<std::size_t>(role)]; }
    qreal lineHeight(TextRole role) const { return heights[static_cast<std::size_t>(role)]; }
    /// A guess from the number of characters, as thousands of cards are measured before the first paint.
    qreal guessWidth(TextRole role, const QString &text) const;

    std::array<QFont, textRoles> fonts;
    std::array<qreal, textRoles> heights{};
    std::array<qreal, textRoles> averages{};
    /// How much larger than the design's 13 px the text is, at least 1.
    qreal scale = 1;
    qreal row = 22;
    /// A card's head with a line under its title, and without.
    qreal head = 44;
    qreal lowHead = 34;
    qreal pill = 20;
    qreal diamond = 52;
    /// Above a group's inside, and around it.
    qreal frameHead = 32;
    qreal framePadding = 16;
};

inline constexpr qreal dotStep = 16;
inline constexpr qreal rowsPadding = 4;
inline constexpr qreal pillGap = 4;
inline constexpr qreal portRadius = 4.5;

/// A card's body and what stands around it: a pill above, a gate's name below and at both sides.
struct Shape {
    QSizeF body;
    qreal above = 0;
    qreal below = 0;
    qreal side = 0;
    /// Kept free below, where a place is chosen, as the card may grow.
    qreal room = 0;

    bool operator==(const Shape &) const = default;
};

Shape shapeOf(const Card &card, const Measures &measures);

/// Parts of a card whose body is `body`.
qreal headHeight(const Card &card, const Measures &measures);
bool showsRows(const Card &card);
QRectF headRect(const Card &card, const QRectF &body, const Measures &measures);
QRectF rowRect(const Card &card, const QRectF &body, int row, const Measures &measures);
QRectF foldRect(const Card &card, const QRectF &body, const Measures &measures);
/// Before which row something let go at height `y` would come: 0…rows.size().
int gapAt(const Card &card, const QRectF &body, qreal y, const Measures &measures);
/// The line between rows where gap `gap` is.
QLineF gapLine(const Card &card, const QRectF &body, int gap, const Measures &measures);

} // namespace slipway::canvas
