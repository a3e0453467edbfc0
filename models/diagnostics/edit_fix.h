#pragma once

#include "diagnostics/rule.h"
#include "workflow/edits/operation.h"

namespace slipway::diagnostics {

/// The fix that an edit of the workflow makes; nothing when the edit has no place in the file. Costs as much as the
/// edit: for findings that are rare.
std::optional<Fix> fixByEdit(const Subject &subject, const QString &title, const workflow::Operation &operation);

} // namespace slipway::diagnostics
