#include "diagnostics/runner_tools.h"

#include "diagnostics/script.h"
#include "diagnostics/step_facts.h"

#include <algorithm>
#include <array>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;

bool holds(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// Actions, or owners of actions, that put none of the tools on the path.
constexpr std::array harmless{
    "actions/"sv,   "amondnet/"sv, "anchore/"sv, "aws-actions/"sv,   "azure/"sv,    "codecov/"sv,
    "docker/"sv,    "dorny/"sv,    "dtolnay/"sv, "getsentry/"sv,     "github/"sv,   "google-github-actions/"sv,
    "hashicorp/"sv, "slackapi/"sv, "snyk/"sv,    "step-security/"sv, "superfly/"sv, "treosh/"sv};

/// Words of scripts after which a program may be there that was not before.
constexpr std::array installers{"install"sv, "corepack"sv, "curl"sv,  "wget"sv,  "GITHUB_PATH"sv, "PATH="sv,  "mise"sv,
                                "asdf"sv,    "nix"sv,      "brew"sv,  ".sh"sv,   "make"sv,        "just"sv,   "setup"sv,
                                "source "sv, "./"sv,       "volta"sv, "proto"sv, "npm i "sv,      "npm add"sv};

/// An action that sets up a tool.
struct Setup {
    std::string_view tool;
    std::string_view action;
};
constexpr std::array setups{Setup{"pnpm", "pnpm/action-setup"}, Setup{"flyctl", "superfly/flyctl-actions/setup-flyctl"},
                            Setup{"poetry", "snok/install-poetry"}, Setup{"poetry", "abatilo/actions-poetry"}};

} // namespace

bool isPlainUbuntu(const workflow::Job &job)
{
    static constexpr std::array images{"ubuntu-22.04"sv, "ubuntu-22.04-arm"sv, "ubuntu-24.04"sv, "ubuntu-24.04-arm"sv,
                                       "ubuntu-latest"sv};
    const auto isUbuntu = [](yaml::Node label) { return std::ranges::find(images, label.text()) != images.end(); };
    return !job.container && !job.runsOn.group && !job.runsOn.labels.isEmpty()
        && std::ranges::all_of(job.runsOn.labels.items, isUbuntu);
}

bool installs(const workflow::Step &step, std::string_view tool)
{
    if (step.uses) {
        return std::ranges::any_of(
            setups, [&](const Setup &setup) { return setup.tool == tool && isAction(step, setup.action); });
    }
    for (Commands commands(step.run.text()); commands.next();) {
        const std::string_view program = commands.program();
        if (tool == "pnpm" && program == "corepack" && commands.hasArgument("enable"))
            return true;
        const bool isInstaller = program == "npm" || program == "pip" || program == "pipx" || program == "pip3";
        const bool isInstall =
            commands.hasArgument("install") || commands.hasArgument("i") || commands.hasArgument("add");
        if (isInstaller && isInstall && commands.hasArgumentLike(tool))
            return true;
    }
    return false;
}

bool mayProvide(const workflow::Step &step, std::string_view tool)
{
    if (step.run) {
        const std::string_view script = step.run.text();
        return holds(script, tool)
            || std::ranges::any_of(installers, [script](std::string_view word) { return holds(script, word); });
    }
    const std::string_view name = actionName(step);
    const auto isBelow = [name](std::string_view owner) {
        return name.size() > owner.size() && workflow::equalsAnyCase(name.substr(0, owner.size()), owner);
    };
    return installs(step, tool) || std::ranges::none_of(harmless, isBelow);
}

} // namespace slipway::diagnostics
