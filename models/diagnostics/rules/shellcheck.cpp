#include "diagnostics/rules/rules.h"

namespace slipway::diagnostics {

extern const Rule shellcheck;
/// Its findings come from `runShellcheck`, with a severity each.
const Rule shellcheck{"shellcheck", Severity::Warning, nullptr};

} // namespace slipway::diagnostics
