#include "diagnostics/checker.h"
#include "rules/rules.h"

#include <algorithm>

namespace slipway::diagnostics {

namespace {

// clang-format off
constexpr const Rule *rules[] = {
    &actionInputs,
    &actionMissing,
    &actionNotPinned,
    &actionOutdated,
    &actionPinnedToBranch,
    &cacheBeforeTool,
    &callArguments,
    &callFormat,
    &callInputs,
    &callTarget,
    &comparisonNeverTrue,
    &concurrencyCancelsDeploys,
    &concurrencyDeadlock,
    &concurrencyQueue,
    &containsAsPrefix,
    &contextAvailability,
    &deployWithoutConcurrency,
    &deployWithoutEnvironment,
    &deprecatedCommand,
    &dispatchInputs,
    &duplicateKey,
    &emptySection,
    &environmentUnknown,
    &envName,
    &eventFilter,
    &eventName,
    &eventType,
    &expressionInKey,
    &expressionName,
    &expressionNotAllowed,
    &expressionSyntax,
    &expressionType,
    &filterConflict,
    &filterPattern,
    &flyctlCommand,
    &functionArguments,
    &idDuplicate,
    &idFormat,
    &ifConstant,
    &matrixDuplicate,
    &matrixExclude,
    &migrationsAfterDeploy,
    &misplacedKey,
    &missingKey,
    &missingTimeout,
    &needsCycle,
    &needsDuplicate,
    &needsNoStart,
    &needsUnknown,
    &numberRange,
    &permissionScope,
    &plainCredentials,
    &requiredCheckNeverReports,
    &runnerConflict,
    &runnerGroup,
    &runnerLabel,
    &scheduleCron,
    &scheduleInterval,
    &scheduleTimezone,
    &scoreScale,
    &secretUnknown,
    &secretUnused,
    &sequentialJobs,
    &shallowCheckout,
    &shellcheck,
    &shellName,
    &stepKind,
    &stepNeverRuns,
    &stepTarget,
    &toolNotInstalled,
    &unknownKey,
    &unknownValue,
    &untrustedInput,
    &usesFormat,
    &wholeExpression,
    &workflowRunNames,
    &wrongType,
    &yamlAnchor,
    &yamlSyntax,
};
// clang-format on

} // namespace

std::span<const Rule *const> allRules()
{
    return rules;
}

const Rule *findRule(std::string_view id)
{
    const auto found = std::ranges::find(rules, id, [](const Rule *rule) { return rule->id; });
    return found != std::ranges::end(rules) ? *found : nullptr;
}

} // namespace slipway::diagnostics
