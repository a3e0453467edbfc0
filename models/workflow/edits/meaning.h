#pragma once

#include "workflow/edits/operation.h"

namespace slipway::workflow {

/// What a file that means `before` means after the operation, worked out on plain values: the judge of what an edit
/// did to the text. Changes `before`. Error: invalidInput when the operation has no place there.
base::Result<yaml::ValuePtr> meaningAfter(yaml::ValuePtr before, const Operation &operation);

} // namespace slipway::workflow
