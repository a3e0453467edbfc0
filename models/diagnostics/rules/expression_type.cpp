#include "diagnostics/rules/misuses.h"
#include "diagnostics/rules/rules.h"

namespace slipway::diagnostics {

namespace {

void checkExpressions(const Subject &subject, Report &report)
{
    reportMisuses(subject, Misuse::Kind::Type, report);
}

} // namespace

const Rule expressionType{"expression-type", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
