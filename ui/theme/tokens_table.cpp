#include "theme/tokens_table.h"

namespace slipway::theme {

namespace {

struct ColourRow {
    Token token;
    QRgb light;
    QRgb dark;
};

constexpr ColourRow colours[] = {
    {&Tokens::window, 0xFFF1F2F5, 0xFF15171B},
    {&Tokens::base, 0xFFFFFFFF, 0xFF1B1E24},
    {&Tokens::header, 0xFFF7F8FA, 0xFF1F2228},
    {&Tokens::sunken, 0xFFE9EBEF, 0xFF101216},
    {&Tokens::band, 0xFFE9EBEF, 0xFF2C313A},
    {&Tokens::canvas, 0xFFF7F8FA, 0xFF171A1F},
    {&Tokens::raised, 0xFFFFFFFF, 0xFF24282F},
    {&Tokens::hover, 0xFFEAECF1, 0xFF272B33},
    {&Tokens::pressed, 0xFFDFE3EA, 0xFF30353F},
    {&Tokens::selected, 0xFFDFE8FC, 0xFF243253},
    {&Tokens::selectedOption, 0xFFE4EBFC, 0xFF222D49},
    {&Tokens::line1, 0xFFE6E8EC, 0xFF282C34},
    {&Tokens::line2, 0xFFD3D7DE, 0xFF363C46},
    {&Tokens::line3, 0xFF858C99, 0xFF707987},
    {&Tokens::text, 0xFF1A1D24, 0xFFE8EAEF},
    {&Tokens::text2, 0xFF4A5160, 0xFFB0B7C3},
    {&Tokens::text3, 0xFF5F6776, 0xFF959DAB},
    {&Tokens::link, 0xFF2450BF, 0xFF9DB8FF},
    {&Tokens::disabled, 0xFF9AA1AE, 0xFF5D6573},
    {&Tokens::focus, 0xFF2A55C9, 0xFF7FA2FF},
    {&Tokens::accent, 0xFF2A55C9, 0xFF3D67DC},
    {&Tokens::accentHover, 0xFF2149B3, 0xFF426DE2},
    {&Tokens::accentText, 0xFFFFFFFF, 0xFFFFFFFF},
    {&Tokens::danger, 0xFFBC2F1C, 0xFFCF3F2B},
    {&Tokens::dangerHover, 0xFFA32615, 0xFFC43724},
    {&Tokens::dangerText, 0xFFFFFFFF, 0xFFFFFFFF},
    {&Tokens::hatch, 0xFFE4E6EC, 0xFF23272E},
    {&Tokens::grid, 0xFFDADDE3, 0xFF2A2F37},
    {&Tokens::scrim, 0x731A1D24, 0x99060709},
    {&Tokens::diffAdded, 0xFFE3F5EA, 0xFF16332A},
    {&Tokens::diffAddedWords, 0xFFBFE7CF, 0xFF1F5641},
    {&Tokens::diffRemoved, 0xFFFDE9E6, 0xFF43211D},
    {&Tokens::diffRemovedWords, 0xFFF8C7BF, 0xFF6E2D25},
    {&Tokens::github, 0xFF4A5160, 0xFFB6BECB},
    {&Tokens::fly, 0xFF8A3A7B, 0xFFE39AD3},
    {&Tokens::vercel, 0xFF1F2329, 0xFFE8EAEF},
    {&Tokens::sentry, 0xFF7A4B2A, 0xFFD9A57C},
    {&Tokens::syntaxKey, 0xFF0B5C86, 0xFF7CC4EC},
    {&Tokens::syntaxString, 0xFF0B6644, 0xFF7FD6AC},
    {&Tokens::syntaxNumber, 0xFF8A3A7B, 0xFFE39AD3},
    {&Tokens::syntaxComment, 0xFF616978, 0xFF929AA8},
    {&Tokens::syntaxExpression, 0xFF9A4A0B, 0xFFF0A873},
    {&Tokens::syntaxKeyword, 0xFF6834A6, 0xFFCDAAF8},
};

struct StatusRow {
    StatusColours Tokens::*status;
    std::array<QRgb, 3> light;
    std::array<QRgb, 3> dark;
};

constexpr StatusRow statuses[] = {
    {&Tokens::success, {0xFF0B6644, 0xFFE1F3EA, 0xFF138A5C}, {0xFF62D5A3, 0xFF15342A, 0xFF35B782}},
    {&Tokens::running, {0xFF07618A, 0xFFDEF0F9, 0xFF0A88C0}, {0xFF66C7F0, 0xFF113344, 0xFF1594CE}},
    {&Tokens::warning, {0xFF7A4E00, 0xFFFCF0D3, 0xFFB07700}, {0xFFEFBE58, 0xFF3A2D10, 0xFFE2AE3F}},
    {&Tokens::failure, {0xFFAB2817, 0xFFFCE7E3, 0xFFC2301D}, {0xFFFF9B8A, 0xFF451F1A, 0xFFE8583F}},
    {&Tokens::waiting, {0xFF6834A6, 0xFFF0E8FA, 0xFF6E35B5}, {0xFFCDAAF8, 0xFF34254A, 0xFFD2B0FC}},
    {&Tokens::queued, {0xFF495366, 0xFFE8EBF0, 0xFF6E7889}, {0xFFB6BECB, 0xFF2B3039, 0xFF828C9B}},
    {&Tokens::cancelled, {0xFF555C69, 0xFFECEDF0, 0xFF747B88}, {0xFFA8AFBB, 0xFF2A2E35, 0xFF7E8694}},
    {&Tokens::skipped, {0xFF606774, 0xFFF2F3F5, 0xFF7C8390}, {0xFF959DAB, 0xFF25292F, 0xFF7A828F}},
};

constexpr std::array<QRgb, 6> lightSeries = {0xFF2A55C9, 0xFFD06A12, 0xFF0F9384, 0xFFA578DC, 0xFF6A5312, 0xFFA0245F};
constexpr std::array<QRgb, 6> darkSeries = {0xFF6E95FF, 0xFFF7AA6B, 0xFF22A896, 0xFFD6B6FF, 0xFFA58229, 0xFFFF9BC3};

} // namespace

Tokens tokensFromTable(bool dark)
{
    Tokens result;
    result.isDark = dark;
    for (const ColourRow &row : colours)
        result.*row.token = QColor::fromRgba(dark ? row.dark : row.light);
    for (const StatusRow &row : statuses) {
        const auto &[fg, bg, solid] = dark ? row.dark : row.light;
        result.*row.status = {QColor::fromRgb(fg), QColor::fromRgb(bg), QColor::fromRgb(solid)};
    }
    for (std::size_t i = 0; i < result.series.size(); ++i)
        result.series[i] = QColor::fromRgb(dark ? darkSeries[i] : lightSeries[i]);
    return result;
}

} // namespace slipway::theme
