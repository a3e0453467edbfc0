#pragma once

#include "diagnostics/checker.h"
#include "workspace/policies.h"

namespace slipway::editing {

/// What slipway.yaml's `diagnostics` changes about the rules. Pure; any thread.
diagnostics::Settings settingsOf(const workspace::DiagnosticRules &rules);

} // namespace slipway::editing
