#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::expressions {

/// A part of format()'s pattern: a text with its braces undoubled, or the place of an argument.
struct FormatPart {
    std::string text;
    /// From 0; -1 for a text.
    int argument = -1;
};

/// Cuts a pattern such as "{0} of {{1}}". Error: the offset of a brace that stands alone.
std::expected<std::vector<FormatPart>, size_t> parseFormat(std::string_view pattern);

} // namespace slipway::expressions
