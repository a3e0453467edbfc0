#include "expressions/format_pattern.h"

#include "expressions/letters.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace slipway::expressions {

std::expected<std::vector<FormatPart>, size_t> parseFormat(std::string_view pattern)
{
    std::vector<FormatPart> parts;
    std::string text;
    for (size_t at = 0; at < pattern.size();) {
        const char c = pattern[at];
        if (c != '{' && c != '}') {
            const auto end = std::min(pattern.find_first_of("{}", at), pattern.size());
            text += pattern.substr(at, end - at);
            at = end;
        } else if (at + 1 < pattern.size() && pattern[at + 1] == c) {
            text += c;
            at += 2;
        } else {
            int argument = 0;
            const char *const begin = pattern.data() + at + 1;
            const char *const end = pattern.data() + pattern.size();
            const auto [last, error] = std::from_chars(begin, end, argument);
            if (c == '}' || error != std::errc() || argument < 0 || last == end || *last != '}' || !isDigit(*begin))
                return std::unexpected(at);
            if (!text.empty())
                parts.push_back({std::exchange(text, {}), -1});
            parts.push_back({{}, argument});
            at = static_cast<size_t>(last - pattern.data()) + 1;
        }
    }
    if (!text.empty())
        parts.push_back({std::move(text), -1});
    return parts;
}

} // namespace slipway::expressions
