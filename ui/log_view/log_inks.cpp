#include "log_view/log_inks.h"

#include <algorithm>

namespace slipway::log_view {

using logs::Ink;
using logs::InkColour;
using logs::LineKind;

namespace {

constexpr double readable = 4.5;

/// The sixteen names, as words of the theme: readable on any of its surfaces.
QColor named(quint32 value, const theme::Tokens &tokens)
{
    switch (value % 8) {
    case 0: return value < 8 ? tokens.text : tokens.text3;
    case 1: return tokens.failure.fg;
    case 2: return tokens.success.fg;
    case 3: return tokens.warning.fg;
    case 4: return tokens.link;
    case 5: return tokens.waiting.fg;
    case 6: return tokens.syntaxKey;
    default: return value < 8 ? tokens.text2 : tokens.text;
    }
}

/// The sixteen as a surface.
QColor namedFill(quint32 value, const theme::Tokens &tokens)
{
    switch (value % 8) {
    case 0: return tokens.band;
    case 1: return tokens.failure.bg;
    case 2: return tokens.success.bg;
    case 3: return tokens.warning.bg;
    case 4: return tokens.selected;
    case 5: return tokens.waiting.bg;
    case 6: return tokens.running.bg;
    default: return tokens.hover;
    }
}

QColor made(quint32 rgb)
{
    return QColor::fromRgb(static_cast<int>(rgb >> 16 & 0xff), static_cast<int>(rgb >> 8 & 0xff),
                           static_cast<int>(rgb & 0xff));
}

QColor legible(QColor colour, const QColor &on)
{
    const bool onDark = theme::contrast(Qt::white, on) > theme::contrast(Qt::black, on);
    for (int tries = 0; tries < 20 && theme::contrast(colour, on) < readable; ++tries) {
        const float lightness = colour.lightnessF() + (onDark ? 0.05F : -0.05F);
        colour = QColor::fromHslF(std::max(0.0F, colour.hslHueF()), colour.hslSaturationF(),
                                  std::clamp(lightness, 0.0F, 1.0F));
    }
    return colour;
}

} // namespace

QColor shownColour(const InkColour &colour, const theme::Tokens &tokens, const QColor &on, const QColor &otherwise)
{
    switch (colour.kind) {
    case InkColour::Kind::Default: return otherwise;
    case InkColour::Kind::Named: return legible(named(colour.value, tokens), on);
    case InkColour::Kind::Rgb: return legible(made(colour.value), on);
    }
    Q_UNREACHABLE_RETURN({});
}

QTextCharFormat format(const Ink &ink, const theme::Tokens &tokens, const QColor &surface, const QColor &text)
{
    QTextCharFormat format;
    QColor back;
    const InkColour backColour = ink.isInverse ? ink.front : ink.back;
    const InkColour frontColour = ink.isInverse ? ink.back : ink.front;
    if (backColour.kind == InkColour::Kind::Named)
        back = namedFill(backColour.value, tokens);
    else if (backColour.kind == InkColour::Kind::Rgb)
        back = made(backColour.value);
    else if (ink.isInverse)
        back = tokens.band;
    if (back.isValid())
        format.setBackground(back);
    const QColor on = back.isValid() ? back : surface;
    QColor front = shownColour(frontColour, tokens, on, back.isValid() ? legible(text, on) : text);
    if (ink.isFaint && frontColour.kind == InkColour::Kind::Default)
        front = legible(tokens.text3, on);
    format.setForeground(front);
    if (ink.isBold)
        format.setFontWeight(QFont::Bold);
    if (ink.isItalic)
        format.setFontItalic(true);
    if (ink.isUnderlined)
        format.setFontUnderline(true);
    if (ink.isStruck)
        format.setFontStrikeOut(true);
    return format;
}

QColor textColour(LineKind kind, const theme::Tokens &tokens)
{
    switch (kind) {
    case LineKind::Error: return tokens.failure.fg;
    case LineKind::LooksWrong: [[fallthrough]];
    case LineKind::Warning: return tokens.warning.fg;
    case LineKind::Notice: return tokens.link;
    case LineKind::Debug: return tokens.text3;
    case LineKind::Command: return tokens.syntaxKeyword;
    case LineKind::Group: return tokens.text;
    default: return tokens.text;
    }
}

QColor markColour(LineKind kind, const theme::Tokens &tokens)
{
    if (kind == LineKind::Error)
        return tokens.failure.solid;
    if (logs::isProblem(kind))
        return tokens.warning.solid;
    return {};
}

} // namespace slipway::log_view
