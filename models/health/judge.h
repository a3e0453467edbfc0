#pragma once

#include "health/measures.h"
#include "health/new_error.h"
#include "health/verdict.h"
#include "workspace/policies.h"

#include <QMap>

/// From what was measured to a verdict with its reasons. Pure. Source: delivery-semantics D.
namespace slipway::health {

/// Everything known at one moment. An error is "unknown"; NotFound says that nobody measures it here.
struct Evidence {
    QDateTime now;
    /// t0, t1 and 15 min after it.
    QDateTime servesSince;
    QDateTime servesAll;
    workspace::AlertRules rules;
    base::Result<QList<Minute>> after;
    base::Result<QList<Minute>> before;
    QList<OperationMinutes> operationsAfter;
    QList<OperationMinutes> operationsBefore;
    base::Result<QList<NewIssue>> issues;
    /// By issue id.
    QMap<QString, QList<IssueSample>> samples;
    base::Result<std::optional<QDateTime>> announced;
    base::Result<Migrations> migrations;
    QList<WatchState::Probe> probes;
    /// There is something to probe: a health path, or a provider's checks.
    bool isProbed = false;
};

struct Judgement {
    Opinion opinion;
    /// The automatic checks of the list.
    QList<VerificationItem> items;
};

Judgement judge(const Evidence &evidence);

} // namespace slipway::health
