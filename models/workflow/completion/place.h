#pragma once

#include "syntax/shape.h"
#include "workflow/job.h"
#include "workflow/model.h"

#include <string>

namespace slipway::workflow {

/// Where in the structure of a workflow a node stands.
struct CompletionPlace {
    /// Keys from the root down, the node's own included when it is a value: "jobs.*.needs", "jobs.*.steps.[].with". A
    /// star stands for what the author names, `[]` for an item. Steps within `parallel` count as the job's.
    std::string path;
    /// What may stand there; null where nobody knows.
    const syntax::Shape *shape = nullptr;
    /// Around it; null outside.
    const Job *job = nullptr;
    const Step *step = nullptr;
    const Trigger *trigger = nullptr;
};

/// Of the mapping for a key, of the node itself for a value.
CompletionPlace placeOf(const Workflow &workflow, yaml::Node node);

} // namespace slipway::workflow
