#pragma once

#include "operations/operation.h"

namespace slipway::activity_page {

/// "Roll back", for Plan::kind; a kind nobody knows as it is written.
QString kindWords(const QString &kind);
QString stateWords(operations::OperationState state);
base::Status statusOf(operations::StepState state);
QString stepStateWords(operations::StepState state);
QString remedyWords(operations::Remedy remedy);
/// "patient-graph-api, production": of all targets.
QString targetWords(const operations::Plan &plan);
/// "Priya Nair · patient-graph-api, production · 2 of 3 machines".
QString summary(const operations::Operation &operation);
/// How long the step took or has taken; empty before it began.
QString tookWords(const operations::StepRecord &record, const QDateTime &now);

} // namespace slipway::activity_page
