#pragma once

#include "runs/durations.h"
#include "runs/workflow_files.h"

namespace slipway::runs {

/// How long a workflow will take, from what its jobs took before.
struct Prediction {
    /// Absent when a job has no past; gates are not counted, as nobody knows what people do.
    std::optional<milliseconds> total;
    /// Ids of the nodes that decide it, in their order, as in workflow::GraphNode.
    QStringList criticalPath;
    /// By the node's id.
    QHash<QString, milliseconds> jobs;
    /// Titles of the jobs that no past run knows.
    QStringList unknown;
    bool operator==(const Prediction &) const = default;
};

/// `files` may be what is being edited: its jobs are found in the past by their names. Pure.
Prediction predict(const WorkflowFiles &files, const Usual &usual);

} // namespace slipway::runs
