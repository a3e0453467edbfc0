#pragma once

#include <span>
#include <string_view>
#include <vector>

/// The actions that most workflows use, as their metadata files describe them. Facts: resources/syntax/actions.txt.
namespace slipway::syntax {

struct ActionInput {
    std::string_view name;
    /// Without a default: a step that leaves it out fails.
    bool isRequired = false;
    bool isDeprecated = false;
    /// What to use instead of a deprecated one; may be empty.
    std::string_view replacement;
};

struct PopularAction {
    /// With its version, as in "actions/checkout@v4".
    std::string_view name;
    /// It asks for a Node.js that GitHub's runners have no more. Nothing else is known of it then.
    bool isOutdated = false;
    bool takesAnyInput = false;
    bool givesAnyOutput = false;
    std::vector<ActionInput> inputs;
    std::vector<std::string_view> outputs;

    /// Whatever its letters' case; null when there is none.
    const ActionInput *input(std::string_view inputName) const;
};

/// By name without regard to its letters' case. All views live as long as the program. Any thread.
std::span<const PopularAction> popularActions();
/// What `uses` names; null when it is not among them. The owner's and repository's case does not matter, as for GitHub.
const PopularAction *popularAction(std::string_view uses);

} // namespace slipway::syntax
