#pragma once

#include "workflow/edits/parts.h"

namespace slipway::workflow::edits {

/// `on`, a word or a list with entries, as a map of its events and the new one. Comments stay on and above their
/// entries.
Patched asTriggerMap(const yaml::Page &page, yaml::Node on, const AddTrigger &add);

} // namespace slipway::workflow::edits
