#include "diagnostics/rules/misuses.h"
#include "diagnostics/rules/rules.h"

namespace slipway::diagnostics {

namespace {

void checkExpressions(const Subject &subject, Report &report)
{
    reportMisuses(subject, Misuse::Kind::Availability, report);
}

} // namespace

const Rule contextAvailability{"context-availability", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
