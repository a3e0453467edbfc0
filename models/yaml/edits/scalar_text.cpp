#include "yaml/edits/scalar_text.h"

#include "yaml/scalars.h"

#include <array>
#include <cstdio>

namespace slipway::yaml {

namespace {

bool isBlankCharacter(char c)
{
    return c == ' ' || c == '\t';
}

bool isFlowIndicator(char c)
{
    return std::string_view(",[]{}").contains(c);
}

/// Reads one character of UTF-8 at `at`, which moves behind it. Bytes that are none are taken one by one.
char32_t nextCharacter(std::string_view text, size_t &at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (more == 0 || at + more >= text.size()) {
        ++at;
        return lead;
    }
    char32_t code = lead & (0x3Fu >> more);
    for (size_t i = 1; i <= more; ++i)
        code = (code << 6) | (static_cast<unsigned char>(text[at + i]) & 0x3Fu);
    at += more + 1;
    return code;
}

/// Characters that YAML does not show as they are, and those that some readers take for line ends.
bool isUnprintable(char32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || code == 0xFEFF
        || code == 0xFFFE || code == 0xFFFF;
}

std::string escaped(char32_t code)
{
    switch (code) {
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\r': return "\\r";
    case 0: return "\\0";
    default: break;
    }
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), code < 0x100 ? "\\x%02X" : "\\u%04X", static_cast<unsigned>(code));
    return text.data();
}

std::string doubleQuoted(std::string_view text)
{
    std::string result = "\"";
    for (size_t at = 0; at < text.size();) {
        const size_t begin = at;
        const char32_t code = nextCharacter(text, at);
        if (code == '"' || code == '\\')
            result += '\\';
        if (isUnprintable(code))
            result += escaped(code);
        else
            result += text.substr(begin, at - begin);
    }
    return result + '"';
}

std::string singleQuoted(std::string_view text)
{
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'')
            result += '\'';
        result += c;
    }
    return result + '\'';
}

bool beginsPlain(std::string_view text, bool inFlow)
{
    const char first = text.front();
    if (std::string_view("-?:").contains(first)) {
        if (text.size() == 1 || isBlankCharacter(text[1]) || (inFlow && isFlowIndicator(text[1])))
            return false;
        // yaml-cpp refuses a flow scalar that begins with a question mark.
        return !(inFlow && first == '?');
    }
    return !std::string_view(",[]{}#&*!|>'\"%@`").contains(first);
}

bool goesOnPlain(std::string_view text, bool inFlow)
{
    for (size_t i = 0; i < text.size(); ++i) {
        const bool isLast = i + 1 == text.size();
        if (text[i] == ':' && (isLast || isBlankCharacter(text[i + 1]) || (inFlow && isFlowIndicator(text[i + 1]))))
            return false;
        if (text[i] == '#' && i > 0 && isBlankCharacter(text[i - 1]))
            return false;
        if (inFlow && isFlowIndicator(text[i]))
            return false;
    }
    return true;
}

bool fitsPlain(std::string_view text, bool inFlow)
{
    if (text.empty() || isBlankCharacter(text.front()) || isBlankCharacter(text.back()) || needsEscape(text))
        return false;
    const bool isMark = text.starts_with("---") || text.starts_with("...");
    if (isMark && (text.size() == 3 || isBlankCharacter(text[3])))
        return false;
    return beginsPlain(text, inFlow) && goesOnPlain(text, inFlow);
}

std::string quoted(std::string_view text, Style style)
{
    return style == Style::DoubleQuoted || needsEscape(text) ? doubleQuoted(text) : singleQuoted(text);
}

/// `y` and `n` are booleans in the letter of YAML 1.1, and to no reader in use.
bool isMistaken(std::string_view text)
{
    const bool isLetter = text.size() == 1 && std::string_view("yYnN").contains(text.front());
    return meaningOfPlain(text) != Meaning::Text || (!isLetter && isSpecialInOldYaml(text));
}

bool isQuotedStyle(Style style)
{
    return style == Style::SingleQuoted || style == Style::DoubleQuoted;
}

} // namespace

bool needsEscape(std::string_view text)
{
    for (size_t at = 0; at < text.size();) {
        if (isUnprintable(nextCharacter(text, at)))
            return true;
    }
    return false;
}

bool canBePlain(std::string_view text, bool inFlow)
{
    return fitsPlain(text, inFlow) && !isMistaken(text);
}

std::string scalarText(std::string_view text, Style wanted, Style quotes, bool inFlow)
{
    if (isQuotedStyle(wanted))
        return quoted(text, wanted);
    return canBePlain(text, inFlow) ? std::string(text) : quoted(text, quotes);
}

std::string keyText(std::string_view text, Style wanted, Style quotes, bool inFlow)
{
    return text == "on" && !isQuotedStyle(wanted) ? std::string(text) : scalarText(text, wanted, quotes, inFlow);
}

} // namespace slipway::yaml
