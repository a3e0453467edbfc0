#pragma once

#include "diagnostics/misuse.h"
#include "diagnostics/rule.h"

namespace slipway::diagnostics {

/// What to say of `steps.late` where the job has that step, though not before this place; empty for all else.
QString laterStep(const Subject &subject, const Misuse &misuse);

} // namespace slipway::diagnostics
