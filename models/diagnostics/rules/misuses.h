#pragma once

#include "diagnostics/misuse.h"
#include "diagnostics/rule.h"

namespace slipway::diagnostics {

/// Reports what is wrong in this way, with the words that were meant as fixes.
void reportMisuses(const Subject &subject, Misuse::Kind kind, Report &report);

} // namespace slipway::diagnostics
