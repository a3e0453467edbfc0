#pragma once

#include "sandbox/github/repository.h"
#include "sandbox/github/workflow_file.h"

namespace slipway::sandbox::github {

/// A workflow as one commit has it.
struct WorkflowAt {
    WorkflowFile file;
    QList<JobPlan> jobs;
};

/// Nothing where the commit has no such file, or a broken one.
std::optional<WorkflowAt> workflowAt(const Repository &repository, const Workflow &workflow, const QString &sha);

/// The file's text at the commit; absent where there is none.
std::optional<QByteArray> fileAt(const Repository &repository, const QString &path, const QString &sha);

/// Remembers which files the workflows' own plans were made for: another text is planned anew.
void adoptFiles(Repository &repository);

/// Takes up the workflow files that a commit of the default branch adds, renames or drops.
void registerWorkflows(State &state, Repository &repository, const QString &sha, const QDateTime &at);

} // namespace slipway::sandbox::github
