#include "theme/tokens.h"

#include "theme/tokens_table.h"

#include <algorithm>
#include <cmath>

namespace slipway::theme {

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// Nothing but the palette's own colours: whoever asks for high contrast has chosen them.
Tokens tokensFromPalette(const QPalette &palette)
{
    const auto of = [&](QPalette::ColorRole role) { return palette.color(QPalette::Active, role); };
    const QColor text = of(QPalette::WindowText);
    const QColor surface = of(QPalette::Window);
    Tokens result = tokensFromTable(luminance(surface) < luminance(text));
    for (const Token token : {&Tokens::window, &Tokens::base, &Tokens::header, &Tokens::sunken, &Tokens::band,
                              &Tokens::canvas, &Tokens::raised, &Tokens::hover, &Tokens::pressed})
        result.*token = surface;
    for (const Token token : {&Tokens::text, &Tokens::text2, &Tokens::text3, &Tokens::line1, &Tokens::line2,
                              &Tokens::line3, &Tokens::grid, &Tokens::hatch})
        result.*token = text;
    for (StatusColours Tokens::*status : {&Tokens::success, &Tokens::running, &Tokens::warning, &Tokens::failure,
                                          &Tokens::waiting, &Tokens::queued, &Tokens::cancelled, &Tokens::skipped})
        result.*status = {text, surface, text};
    for (const Token token : {&Tokens::selected, &Tokens::selectedOption})
        result.*token = surface;
    for (const Token token :
         {&Tokens::accent, &Tokens::accentHover, &Tokens::danger, &Tokens::dangerHover, &Tokens::focus})
        result.*token = of(QPalette::Highlight);
    result.accentText = result.dangerText = of(QPalette::HighlightedText);
    result.link = of(QPalette::Link);
    result.disabled = palette.color(QPalette::Disabled, QPalette::WindowText);
    return result;
}

bool isOurs(const QPalette &candidate, const Tokens &tokens)
{
    const auto has = [&](QPalette::ColorRole role, const QColor &colour) {
        return candidate.color(QPalette::Active, role) == colour;
    };
    // Roles that no widget of ours sets for itself.
    return has(QPalette::Link, tokens.link) && has(QPalette::Light, tokens.line1) && has(QPalette::Dark, tokens.line3);
}

} // namespace

const StatusColours &Tokens::status(base::Status status) const
{
    switch (status) {
    case base::Status::Success: return success;
    case base::Status::Running: return running;
    case base::Status::Warning: return warning;
    case base::Status::Failure: return failure;
    case base::Status::Waiting: return waiting;
    case base::Status::Queued: return queued;
    case base::Status::Cancelled: return cancelled;
    case base::Status::Skipped:
    case base::Status::Unknown: break;
    }
    return skipped;
}

const Tokens &lightTokens()
{
    static const Tokens result = tokensFromTable(false);
    return result;
}

const Tokens &darkTokens()
{
    static const Tokens result = tokensFromTable(true);
    return result;
}

const Tokens &tokens(const QPalette &palette)
{
    if (isOurs(palette, lightTokens()))
        return lightTokens();
    if (isOurs(palette, darkTokens()))
        return darkTokens();
    // Foreign palettes change rarely, so the last one is enough to remember. GUI thread only.
    static QPalette last;
    static Tokens result = tokensFromPalette(last);
    if (last.cacheKey() != palette.cacheKey()) {
        last = palette;
        result = tokensFromPalette(palette);
    }
    return result;
}

QPalette palette(const Tokens &tokens)
{
    QPalette result;
    const std::pair<QPalette::ColorRole, QColor> roles[] = {
        {QPalette::Window, tokens.window},
        {QPalette::WindowText, tokens.text},
        {QPalette::Base, tokens.base},
        {QPalette::AlternateBase, tokens.header},
        {QPalette::Text, tokens.text},
        {QPalette::Button, tokens.raised},
        {QPalette::ButtonText, tokens.text},
        {QPalette::BrightText, tokens.accentText},
        {QPalette::PlaceholderText, tokens.text3},
        {QPalette::Highlight, tokens.selected},
        {QPalette::HighlightedText, tokens.text},
        {QPalette::Accent, tokens.accent},
        {QPalette::Link, tokens.link},
        {QPalette::LinkVisited, tokens.link},
        {QPalette::Light, tokens.line1},
        {QPalette::Midlight, tokens.line1},
        {QPalette::Mid, tokens.line2},
        {QPalette::Dark, tokens.line3},
        {QPalette::Shadow, tokens.isDark ? QColor(Qt::black) : tokens.line3},
        {QPalette::ToolTipBase, tokens.isDark ? tokens.pressed : tokens.text},
        {QPalette::ToolTipText, tokens.isDark ? tokens.text : tokens.base},
    };
    for (const auto &[role, colour] : roles)
        result.setColor(QPalette::All, role, colour);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        result.setColor(QPalette::Disabled, role, tokens.disabled);
    result.setColor(QPalette::Disabled, QPalette::Accent, tokens.pressed);
    return result;
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + 0.05) / (darker + 0.05);
}

bool isHighContrast(const QPalette &system)
{
    // Ordinary schemes keep away from pure black on pure white: Adwaita, Breeze and Fusion stay below 17.
    const auto ratio = [&](QPalette::ColorRole back, QPalette::ColorRole front) {
        return contrast(system.color(QPalette::Active, back), system.color(QPalette::Active, front));
    };
    return ratio(QPalette::Window, QPalette::WindowText) > 20 && ratio(QPalette::Base, QPalette::Text) > 20
        && ratio(QPalette::Button, QPalette::ButtonText) > 20;
}

} // namespace slipway::theme
