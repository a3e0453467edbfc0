#pragma once

#include <algorithm>
#include <string_view>

/// Letters of ASCII: names of contexts, properties and functions have no others, and no case.
namespace slipway::expressions {

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

constexpr bool isLetter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

constexpr bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

constexpr bool sameName(std::string_view one, std::string_view other)
{
    return one.size() == other.size()
        && std::equal(one.begin(), one.end(), other.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

/// Less than, equal to or greater than 0, as the names follow each other without regard to case.
constexpr int compareNames(std::string_view one, std::string_view other)
{
    const auto shorter = std::min(one.size(), other.size());
    for (size_t at = 0; at < shorter; ++at)
        if (const int difference = lower(one[at]) - lower(other[at]); difference != 0)
            return difference;
    return one.size() == other.size() ? 0 : one.size() < other.size() ? -1 : 1;
}

constexpr std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace slipway::expressions
