#pragma once

#include "yaml/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace slipway::yaml {

/// Looks at a text before yaml-cpp does. Facts: yaml-cpp converts UTF-16 and UTF-32 silently and lets invalid UTF-8
/// pass; YAML 1.2, section 5.1, on the characters that a text may hold.
struct Guard {
    /// Whether the text may be read at all.
    bool isReadable = true;
    std::vector<Problem> problems;
    /// The text with stray control characters made harmless; empty when there are none.
    std::string harmless;
};

Guard guard(std::string_view text);

} // namespace slipway::yaml
