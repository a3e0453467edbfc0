#include "yaml/scalars.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace slipway::yaml {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAnyOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, text) != words.end();
}

size_t digits(std::string_view text, size_t from)
{
    while (from < text.size() && isDigit(text[from]))
        ++from;
    return from;
}

std::string_view unsignedPart(std::string_view text)
{
    return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

bool isBased(std::string_view text)
{
    if (text.size() < 3 || text[0] != '0' || (text[1] != 'x' && text[1] != 'o'))
        return false;
    const bool isHexadecimal = text[1] == 'x';
    return std::ranges::all_of(text.substr(2), [isHexadecimal](char c) {
        const char lower = static_cast<char>(c | 0x20);
        return isHexadecimal ? isDigit(c) || (lower >= 'a' && lower <= 'f') : c >= '0' && c <= '7';
    });
}

bool isInteger(std::string_view text)
{
    const auto number = unsignedPart(text);
    return (!number.empty() && digits(number, 0) == number.size()) || isBased(text);
}

bool isInfinite(std::string_view text)
{
    return isAnyOf(unsignedPart(text), {".inf", ".Inf", ".INF"});
}

bool isNotANumber(std::string_view text)
{
    return isAnyOf(text, {".nan", ".NaN", ".NAN"});
}

bool isReal(std::string_view text)
{
    const auto number = unsignedPart(text);
    const auto whole = digits(number, 0);
    auto at = whole;
    if (at < number.size() && number[at] == '.')
        at = digits(number, at + 1);
    if (at == 0 || (whole == 0 && at == 1))
        return false;
    if (at < number.size() && (number[at] == 'e' || number[at] == 'E')) {
        const auto exponent = unsignedPart(number.substr(at + 1));
        return !exponent.empty() && digits(exponent, 0) == exponent.size();
    }
    return at == number.size();
}

/// Numbers of YAML 1.1 alone: 0b11, 1_000, 12:30:45 and dates.
bool isOldNumber(std::string_view text)
{
    const auto number = unsignedPart(text);
    if (number.empty() || !(isDigit(number[0]) || number[0] == '.'))
        return false;
    if (number.starts_with("0b"))
        return number.size() > 2 && number.find_first_not_of("01_", 2) == std::string_view::npos;
    if (number.starts_with("0x"))
        return number.size() > 2 && number.find_first_not_of("0123456789abcdefABCDEF_", 2) == std::string_view::npos;
    const auto allowed = number.find_first_not_of("0123456789_.eE+-:", 0);
    if (allowed == std::string_view::npos && number.find(':') != std::string_view::npos)
        return number.find_first_not_of("0123456789_.:") == std::string_view::npos && number.back() != ':';
    return number.find_first_not_of("0123456789_.") == std::string_view::npos
        && number.find_first_of("0123456789") != std::string_view::npos && std::ranges::count(number, '.') <= 1;
}

bool isDate(std::string_view text)
{
    const auto year = digits(text, 0);
    if (year != 4 || text.size() < 8 || text[4] != '-')
        return false;
    const auto month = digits(text, 5);
    if (month == 5 || month > 7 || month >= text.size() || text[month] != '-')
        return false;
    const auto day = digits(text, month + 1);
    return day > month + 1 && day <= month + 3
        && (day == text.size() || text[day] == 'T' || text[day] == 't' || text[day] == ' ' || text[day] == '\t');
}

bool isPlain(Node scalar)
{
    const Node node = scalar.resolved();
    return node.isScalar() && node.style() == Style::Plain;
}

Meaning tagged(std::string_view tag, Meaning plain)
{
    if (tag.empty())
        return plain;
    if (tag == "!!int")
        return plain == Meaning::Integer ? plain : Meaning::Text;
    if (tag == "!!float")
        return plain == Meaning::Integer || plain == Meaning::Real ? Meaning::Real : Meaning::Text;
    if (tag == "!!bool")
        return plain == Meaning::Boolean ? plain : Meaning::Text;
    if (tag == "!!null")
        return plain == Meaning::Null ? plain : Meaning::Text;
    return Meaning::Text;
}

} // namespace

Meaning meaningOfPlain(std::string_view text)
{
    if (text.empty() || isAnyOf(text, {"null", "Null", "NULL", "~"}))
        return Meaning::Null;
    const char first = text.front();
    if (first == 't' || first == 'T' || first == 'f' || first == 'F') {
        return isAnyOf(text, {"true", "True", "TRUE", "false", "False", "FALSE"}) ? Meaning::Boolean : Meaning::Text;
    }
    if (!isDigit(first) && first != '-' && first != '+' && first != '.')
        return Meaning::Text;
    if (isInteger(text))
        return Meaning::Integer;
    return isReal(text) || isInfinite(text) || isNotANumber(text) ? Meaning::Real : Meaning::Text;
}

Meaning meaningOf(Node scalar)
{
    const Node node = scalar.resolved();
    if (node.kind() == Kind::Null)
        return Meaning::Null;
    if (!node.isScalar())
        return Meaning::Text;
    const auto tag = node.tag();
    const bool mayMean = isPlain(node) || (!tag.empty() && tag != "!" && tag != "!!str");
    return mayMean ? tagged(tag, meaningOfPlain(node.text())) : Meaning::Text;
}

bool isSpecialInOldYaml(std::string_view text)
{
    if (text.empty() || meaningOfPlain(text) != Meaning::Text)
        return true;
    return isAnyOf(text,
                   {"y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF",
                    "<<", "="})
        || isOldNumber(text) || isDate(text);
}

std::optional<bool> booleanOf(Node scalar)
{
    if (meaningOf(scalar) != Meaning::Boolean)
        return std::nullopt;
    return (scalar.text().front() | 0x20) == 't';
}

std::optional<qint64> integerOf(Node scalar)
{
    if (meaningOf(scalar) != Meaning::Integer)
        return std::nullopt;
    auto text = scalar.text();
    int base = 10;
    if (isBased(text)) {
        base = text[1] == 'x' ? 16 : 8;
        text.remove_prefix(2);
    } else if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    qint64 value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

std::optional<double> numberOf(Node scalar)
{
    const auto meaning = meaningOf(scalar);
    auto text = scalar.text();
    if (meaning == Meaning::Integer && isBased(text)) {
        const auto whole = integerOf(scalar);
        return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
    }
    if (meaning != Meaning::Integer && meaning != Meaning::Real)
        return std::nullopt;
    if (isNotANumber(text))
        return std::numeric_limits<double>::quiet_NaN();
    if (isInfinite(text))
        return text.starts_with('-') ? -std::numeric_limits<double>::infinity()
                                     : std::numeric_limits<double>::infinity();
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range)
        return std::nullopt;
    return value;
}

} // namespace slipway::yaml
