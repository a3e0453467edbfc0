#pragma once

#include "workflow/field.h"

namespace slipway::workflow {

/// What a step does. Unknown: it has none of the keys that say so; the first such key written counts.
enum class StepKind : quint8 { Unknown, Run, Uses, Parallel, Wait, WaitAll, Cancel };

/// One step of a job, of a `parallel` step, or of a composite action.
struct Step {
    /// The item as written; not a mapping when the file is wrong there.
    yaml::Node node;
    StepKind kind = StepKind::Unknown;
    Field id;
    Field name;
    Field condition;
    Field uses;
    Map with;
    Field run;
    Field shell;
    Field workingDirectory;
    Map env;
    Field continueOnError;
    Field timeoutMinutes;
    Field background;
    /// Of a step that waits: ids of the steps in the background.
    List wait;
    Field waitAll;
    Field cancel;
    Field parallel;
    /// Of a `parallel` step.
    std::vector<Step> steps;
};

/// Steps with those within `parallel` ones, each before its own, depth first.
template<typename Visit>
void forEachStep(const std::vector<Step> &steps, const Visit &visit)
{
    for (const Step &step : steps) {
        visit(step);
        forEachStep(step.steps, visit);
    }
}

} // namespace slipway::workflow
