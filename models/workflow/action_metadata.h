#pragma once

#include "workflow/step.h"
#include "workflow/trigger.h"
#include "yaml/tree.h"

namespace slipway::workflow {

/// An action's metadata file, typed. Facts: GitHub's metadata syntax reference.
struct ActionMetadata {
    yaml::Tree::Ptr tree;
    /// Where it was found, as in "actions/setup/action.yml".
    std::string path;
    Field name;
    Field description;
    std::vector<Input> inputs;
    std::vector<Output> outputs;
    Field runs;
    /// `runs.using`: "composite", "docker", "node20"…; "docker" for a bare Dockerfile.
    std::string runtime;
    /// Of a JavaScript action: its entry points.
    Field main;
    Field pre;
    Field post;
    /// Of a Docker action.
    Field image;
    /// Of a composite action.
    std::vector<Step> steps;

    bool isComposite() const { return runtime == "composite"; }
    bool isDocker() const { return runtime == "docker"; }
    /// By name, whatever its letters' case; null when there is none.
    const Input *input(std::string_view inputName) const;
    const Output *output(std::string_view outputName) const;
};

/// Never fails; what the file has not stays false.
ActionMetadata readAction(const QByteArray &source, std::string path = {});

} // namespace slipway::workflow
