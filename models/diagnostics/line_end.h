#pragma once

#include "yaml/tree.h"

#include <string_view>

namespace slipway::diagnostics {

/// The file's line end, for lines that a fix inserts: the most frequent one of its first lines. Takes the same time for
/// a file of any size.
std::string_view lineEndOf(const yaml::Tree &tree);

} // namespace slipway::diagnostics
