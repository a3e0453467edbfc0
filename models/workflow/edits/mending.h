#pragma once

#include "yaml/patch.h"
#include "yaml/tree.h"

#include <vector>

namespace slipway::workflow::edits {

/// What may mend patches whose proof failed because of what stands below them, mildest first: a final line end for a
/// text that now ends a file without one, less indentation for comments and no blanks on empty lines that a text now
/// standing above would take for its own, and both.
std::vector<yaml::Patches> mendings(const yaml::Tree &tree, const yaml::Patches &patches);

} // namespace slipway::workflow::edits
