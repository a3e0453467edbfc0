#pragma once

#include "overview/facts.h"

namespace slipway::github {
struct Run;
}
namespace slipway::workspace {
struct Workspace;
}

namespace slipway::overview {

RunFact factOf(const github::Run &run);

/// The known runs with what a newer list says of them, newest first; at most `mostOfEach` of a workflow.
QList<RunFact> mergeRuns(const QList<RunFact> &known, const QList<RunFact> &newer, qsizetype mostOfEach = 40);

/// Whether a list of the repository's newest runs reaches back to what is known, so that nothing lies between.
bool isConnected(const QList<RunFact> &known, const QList<RunFact> &newer);

/// Queued, running or waiting.
bool isActive(const RunFact &run);

/// The workflows of slipway.yaml with their newest runs on the production branch and pull requests; what is under way
/// on other branches and hot-fixes are shown too, as they are why a person looks.
QList<WorkflowRow> workflowRows(const workspace::Workspace &workspace, const Snapshot &snapshot, const QDateTime &now);

/// Median time of the workflow's successful runs; absent when there are none.
std::optional<milliseconds> usualDuration(const QList<RunFact> &runs, const QString &file);

} // namespace slipway::overview
