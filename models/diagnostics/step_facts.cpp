#include "diagnostics/step_facts.h"

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

constexpr bool isNameLetter(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

} // namespace

bool isForPullRequestsOnly(const workflow::Workflow &workflow)
{
    const auto isPullRequest = [](const workflow::Trigger &trigger) {
        return trigger.text() == "pull_request" || trigger.text() == "pull_request_target";
    };
    return !workflow.on.events.empty() && std::ranges::all_of(workflow.on.events, isPullRequest);
}

bool isOnlyCalled(const workflow::Workflow &workflow)
{
    const auto isCall = [](const workflow::Trigger &trigger) { return trigger.text() == "workflow_call"; };
    return !workflow.on.events.empty() && std::ranges::all_of(workflow.on.events, isCall);
}

bool namesSecret(std::string_view text)
{
    constexpr std::string_view context = "secrets.";
    for (auto at = text.find(context); at != std::string_view::npos; at = text.find(context, at)) {
        at += context.size();
        const auto end = std::find_if_not(text.begin() + std::ptrdiff_t(at), text.end(), isNameLetter);
        const std::string_view name(text.begin() + std::ptrdiff_t(at), end);
        if (!name.empty() && !workflow::equalsAnyCase(name, "GITHUB_TOKEN"))
            return true;
    }
    return false;
}

std::string_view actionName(const workflow::Step &step)
{
    const std::string_view uses = step.uses.text();
    if (uses.starts_with("./") || uses.starts_with("docker://"))
        return {};
    return uses.substr(0, uses.find('@'));
}

bool namesBranch(std::string_view ref)
{
    static constexpr std::array<std::string_view, 10> branches{"HEAD", "canary", "dev",    "develop", "development",
                                                               "edge", "main",   "master", "next",    "trunk"};
    return ref.starts_with("refs/heads/") || std::ranges::find(branches, ref) != branches.end();
}

bool isAction(const workflow::Step &step, std::string_view name)
{
    return workflow::equalsAnyCase(actionName(step), name);
}

std::string_view inputOf(const workflow::Step &step, std::string_view name)
{
    return step.with.findAnyCase(name).text();
}

} // namespace slipway::diagnostics
