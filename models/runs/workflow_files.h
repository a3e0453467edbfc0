#pragma once

#include "runs/actions.h"
#include "workflow/repository.h"

namespace slipway::runs {

/// A workflow file as it was at one commit, with the local workflows that it calls.
struct WorkflowFiles {
    workflow::Document document;
    std::shared_ptr<const workflow::Repository> repository;
};

/// Fetches the file at `path`, then what it calls by "./", level by level. A called file that is missing is left out.
/// Errors: those of the file itself.
QCoro::Task<base::Result<WorkflowFiles>> fetchWorkflowFiles(std::shared_ptr<Actions> actions, QString path, QString ref,
                                                            std::stop_token stop);

/// The plain paths that the document's jobs call in its own repository.
QStringList localCalls(const workflow::Document &document);

} // namespace slipway::runs
