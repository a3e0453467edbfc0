#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::yaml {

/// The value of a folded text with these lines, without its final line ends. Source: YAML 1.2, 8.1.3.
std::string foldedValue(const std::vector<std::string> &lines);

/// Lines whose folded value is `text`, with as many of `old` kept at both ends as can be. Nothing when there are none.
std::optional<std::vector<std::string>> refolded(const std::vector<std::string> &old, std::string_view text);

} // namespace slipway::yaml
