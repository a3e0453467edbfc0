#pragma once

#include "base/status.h"

#include <QColor>
#include <QPalette>

#include <array>

/// The design's colours, fonts, icons and control style.
namespace slipway::theme {

/// A status on any surface: `fg` for words, `bg` to fill a chip with words in `fg`, `solid` for icons and bars.
struct StatusColours {
    QColor fg;
    QColor bg;
    QColor solid;
    bool operator==(const StatusColours &) const = default;
};

/// Every colour of the design, by its name there. One value is light, one dark, others come from a system palette.
struct Tokens {
    bool isDark = false;

    // Surfaces, outermost first, and hairlines: within a region, between regions, edges of inputs.
    QColor window, base, header, sunken, band, canvas, raised, hover, pressed, selected, selectedOption;
    QColor line1, line2, line3;

    QColor text, text2, text3, link, disabled, focus;
    QColor accent, accentHover, accentText, danger, dangerHover, dangerText;

    QColor hatch, grid, scrim;
    QColor diffAdded, diffAddedWords, diffRemoved, diffRemovedWords;

    QColor github, fly, vercel, sentry;
    QColor syntaxKey, syntaxString, syntaxNumber, syntaxComment, syntaxExpression, syntaxKeyword;

    StatusColours success, running, warning, failure, waiting, queued, cancelled, skipped;

    /// In their fixed order.
    std::array<QColor, 6> series;

    /// Unknown looks like skipped.
    const StatusColours &status(base::Status status) const;

    bool operator==(const Tokens &) const = default;
};

/// A token by name, as in `&Tokens::text2`, for what is coloured later than it is made.
using Token = QColor Tokens::*;

const Tokens &lightTokens();
const Tokens &darkTokens();

/// The tokens that belong to `palette`: light or dark for a palette of ours; for any other (a high-contrast one)
/// made of its colours alone. This is how widgets and delegates find their colours:
/// `tokens(palette())`, `tokens(option.palette)`.
const Tokens &tokens(const QPalette &palette);

/// The palette that gives Qt's own drawing these colours.
QPalette palette(const Tokens &tokens);

/// Whether the desktop asks for high contrast: its palette then replaces ours.
bool isHighContrast(const QPalette &system);

/// WCAG 2 contrast of two opaque colours, 1..21.
double contrast(const QColor &one, const QColor &other);

} // namespace slipway::theme
