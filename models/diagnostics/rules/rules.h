#pragma once

#include "diagnostics/rule.h"

/// All rules, by name; registry.cpp lists them a second time.
namespace slipway::diagnostics {

extern const Rule actionInputs;
extern const Rule actionMissing;
extern const Rule actionNotPinned;
extern const Rule actionOutdated;
extern const Rule actionPinnedToBranch;
extern const Rule cacheBeforeTool;
extern const Rule callArguments;
extern const Rule callFormat;
extern const Rule callInputs;
extern const Rule callTarget;
extern const Rule comparisonNeverTrue;
extern const Rule concurrencyCancelsDeploys;
extern const Rule concurrencyDeadlock;
extern const Rule concurrencyQueue;
extern const Rule containsAsPrefix;
extern const Rule contextAvailability;
extern const Rule deployWithoutConcurrency;
extern const Rule deployWithoutEnvironment;
extern const Rule deprecatedCommand;
extern const Rule dispatchInputs;
extern const Rule duplicateKey;
extern const Rule emptySection;
extern const Rule environmentUnknown;
extern const Rule envName;
extern const Rule eventFilter;
extern const Rule eventName;
extern const Rule eventType;
extern const Rule expressionInKey;
extern const Rule expressionName;
extern const Rule expressionNotAllowed;
extern const Rule expressionSyntax;
extern const Rule expressionType;
extern const Rule filterConflict;
extern const Rule filterPattern;
extern const Rule flyctlCommand;
extern const Rule functionArguments;
extern const Rule idDuplicate;
extern const Rule idFormat;
extern const Rule ifConstant;
extern const Rule matrixDuplicate;
extern const Rule matrixExclude;
extern const Rule migrationsAfterDeploy;
extern const Rule misplacedKey;
extern const Rule missingKey;
extern const Rule missingTimeout;
extern const Rule needsCycle;
extern const Rule needsDuplicate;
extern const Rule needsNoStart;
extern const Rule needsUnknown;
extern const Rule numberRange;
extern const Rule permissionScope;
extern const Rule plainCredentials;
extern const Rule requiredCheckNeverReports;
extern const Rule runnerConflict;
extern const Rule runnerGroup;
extern const Rule runnerLabel;
extern const Rule scheduleCron;
extern const Rule scheduleInterval;
extern const Rule scheduleTimezone;
extern const Rule scoreScale;
extern const Rule secretUnknown;
extern const Rule secretUnused;
extern const Rule sequentialJobs;
extern const Rule shallowCheckout;
extern const Rule shellcheck;
extern const Rule shellName;
extern const Rule stepKind;
extern const Rule stepNeverRuns;
extern const Rule stepTarget;
extern const Rule toolNotInstalled;
extern const Rule unknownKey;
extern const Rule unknownValue;
extern const Rule untrustedInput;
extern const Rule usesFormat;
extern const Rule wholeExpression;
extern const Rule workflowRunNames;
extern const Rule wrongType;
extern const Rule yamlAnchor;
extern const Rule yamlSyntax;

} // namespace slipway::diagnostics
