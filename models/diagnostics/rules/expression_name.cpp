#include "diagnostics/rules/misuses.h"
#include "diagnostics/rules/rules.h"

namespace slipway::diagnostics {

namespace {

void checkExpressions(const Subject &subject, Report &report)
{
    reportMisuses(subject, Misuse::Kind::Name, report);
}

} // namespace

const Rule expressionName{"expression-name", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
