#pragma once

#include "workflow/edits/operation.h"
#include "yaml/range.h"
#include "yaml/tree.h"

#include <string_view>
#include <vector>

namespace slipway::workflow {

/// Where expressions of `text` name the job `id` through a context: `needs.<id>` or `needs['<id>']`, the id alone.
/// `isCondition`: without a `${{ }}` all of it is an expression. Letters count whatever their case, as in GitHub.
std::vector<yaml::Range> referencesIn(std::string_view text, std::string_view context, std::string_view id,
                                      bool isCondition);

/// The same in a file, in offsets of its source: every expression that names a job.
std::vector<yaml::Range> jobReferences(const yaml::Tree &tree, std::string_view id);

/// Renames what `jobReferences` finds in a file's meaning.
void renameReferences(yaml::Value &root, const RenameJob &rename);

} // namespace slipway::workflow
