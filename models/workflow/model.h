#pragma once

#include "workflow/job.h"
#include "workflow/trigger.h"
#include "yaml/tree.h"

namespace slipway::workflow {

/// A workflow file, typed: every part with its place. A part that is absent is false; a part of the wrong type keeps
/// its node and nothing else, so that a file in the middle of typing still has a model. Aliases are looked through; for
/// keys written twice the first counts. Facts: GitHub's workflow syntax reference and the schema of its own parser.
///
/// A value that reads from its tree; valid as long as the tree.
struct Workflow {
    /// The root mapping; invalid for an empty file.
    yaml::Node node;
    /// False when the file's aliases stand for too much: then nothing below is there.
    bool isRead = true;
    Field name;
    Field runName;
    Field description;
    Triggers on;
    Permissions permissions;
    Map env;
    Defaults defaults;
    Concurrency concurrency;
    Field jobsField;
    /// In the order written, with duplicates.
    std::vector<Job> jobs;

    /// Index in `jobs` of the first with this id, whatever its letters' case; -1 when there is none.
    int indexOf(std::string_view jobId) const;
    const Job *job(std::string_view jobId) const;
};

/// Takes time in proportion to the size. Never fails.
Workflow readWorkflow(const yaml::Tree &tree);
/// The steps below a `steps` key, as in a composite action.
std::vector<Step> readSteps(yaml::Node sequence);

} // namespace slipway::workflow
