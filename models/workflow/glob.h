#pragma once

#include "workflow/field.h"

#include <span>
#include <string>
#include <string_view>

namespace slipway::workflow {

/// Whether `text` matches one pattern of a filter, in full and without regard to a leading `!`: `*` (not `/`), `**`,
/// `?` and `+` (of the character before), `[]` with ranges, `\` before a special character. Facts: GitHub's filter
/// pattern cheat sheet. Takes time in proportion to pattern × text.
bool matchesGlob(std::string_view pattern, std::string_view text);

/// Whether a list of patterns holds `text`: patterns count in order, and one with a leading `!` takes back.
bool matchesFilter(std::span<const yaml::Node> patterns, std::string_view text);

/// Whether a list of path patterns holds any of `texts`.
bool matchesFilterAny(std::span<const yaml::Node> patterns, std::span<const std::string> texts);

} // namespace slipway::workflow
