#include "diagnostics/rules/misuses.h"
#include "diagnostics/rules/rules.h"

namespace slipway::diagnostics {

namespace {

void checkExpressions(const Subject &subject, Report &report)
{
    reportMisuses(subject, Misuse::Kind::Arguments, report);
}

} // namespace

const Rule functionArguments{"function-arguments", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
