#pragma once

#include "workflow/settings.h"
#include "workflow/step.h"

namespace slipway::workflow {

/// One job: steps on a runner, or a call of a reusable workflow.
struct Job {
    /// The id and the job's mapping, which is something else when the file is wrong there.
    Field field;
    Field name;
    List needs;
    Field condition;
    Permissions permissions;
    RunsOn runsOn;
    Environment environment;
    Concurrency concurrency;
    Map outputs;
    Map env;
    Defaults defaults;
    Field timeoutMinutes;
    Field cancelTimeoutMinutes;
    Field continueOnError;
    Strategy strategy;
    Container container;
    Field servicesField;
    std::vector<Container> services;
    Snapshot snapshot;
    Field stepsField;
    std::vector<Step> steps;

    /// A call: `uses`, `with` and `secrets` (`inherit` as a word, or a mapping).
    Field uses;
    Map with;
    Map secrets;

    std::string_view id() const { return field.name(); }
    bool isCall() const { return static_cast<bool>(uses); }
    bool inheritsSecrets() const { return secrets.field.text() == "inherit"; }
    /// The first step with this id, within `parallel` steps too, whatever its letters' case; null when there is none.
    const Step *step(std::string_view stepId) const;
};

} // namespace slipway::workflow
