#pragma once

#include <QFont>

namespace slipway::theme {

/// What a text is for; sizes scale with the system's font, whose size is B.
enum class FontRole {
    Body,           ///< B
    BodyStrong,     ///< B, medium weight: names in rows
    Section,        ///< B semibold
    Title,          ///< 1.23 B semibold: a page's name
    SheetTitle,     ///< 1.38 B semibold
    Metric,         ///< 1.54 B semibold, tabular figures
    Small,          ///< 0.92 B
    SmallStrong,    ///< 0.92 B semibold
    Caption,        ///< 0.85 B, the least there is
    CaptionStrong,  ///< 0.85 B semibold: badges, counts
    Mono,           ///< 0.92 B of the system's fixed font: YAML, SHAs, commands, logs
};

/// `role` derived from `base`, usually a widget's or option's own font.
QFont font(FontRole role, const QFont &base);
/// The same, derived from the application's font.
QFont font(FontRole role);

/// `font` with figures of one width, for columns and for text that counts.
QFont tabular(QFont font);

/// How much larger than the design's the text is, in quarters: 1 to 1.25, 1.5, … Widths at which layouts change grow by
/// it.
qreal textScale(const QFont &base);

} // namespace slipway::theme
