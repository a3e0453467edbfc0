#pragma once

#include "workflow/edits/operation.h"
#include "yaml/patch.h"
#include "yaml/tree.h"

namespace slipway::workflow {

/// The patches of one operation: the smallest diff that a careful person would make, in the file's own habits.
/// Nothing else of the file changes. The rules: resources/reference/edit-operations.md.
/// Errors: invalidInput when the operation has no place in the file (unknown job, index out of range, path not found,
/// text that cannot be read). Any thread.
base::Result<yaml::Patches> edit(const yaml::Tree &tree, const Operation &operation);

/// An edit that was tried: the text afterwards reads without new errors, means exactly what the operation says, and
/// has all its comments but those of what was removed, with those of a text that an operation brings along.
struct ProvenEdit {
    yaml::Patches patches;
    yaml::Tree::Ptr tree;
};

/// As `edit`, and refused where the proof fails. Where it fails for a text that the operation brings along, the value
/// alone is written. Errors: as above; internal for a failed proof.
base::Result<ProvenEdit> provenEdit(const yaml::Tree &tree, const Operation &operation);

} // namespace slipway::workflow
