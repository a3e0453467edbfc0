#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/runner_tools.h"
#include "diagnostics/script.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace slipway::diagnostics {

namespace {

using namespace std::string_view_literals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ToolNotInstalled)
};

constexpr std::array tools{"pnpm"sv, "poetry"sv, "flyctl"sv};

QString howToInstall(std::string_view tool)
{
    if (tool == "pnpm")
        return Text::tr("Run `corepack enable`, or use `pnpm/action-setup`, before.");
    if (tool == "flyctl")
        return Text::tr("Use `superfly/flyctl-actions/setup-flyctl` before.");
    return Text::tr("Run `pipx install %1` before.").arg(QString::fromUtf8(tool.data(), qsizetype(tool.size())));
}

/// Whether the script asks first if the program is there.
bool asksFor(std::string_view script, std::string_view tool)
{
    static constexpr std::array questions{"command -v "sv, "hash "sv, "type "sv, "type -P "sv, "which "sv};
    return std::ranges::any_of(questions, [&](std::string_view question) {
        return script.find(std::string(question) + std::string(tool)) != std::string_view::npos;
    });
}

/// Whether a script goes on when the command that ends at `end` fails.
bool mayFail(std::string_view script, std::size_t end)
{
    std::string_view rest = script.substr(end, script.find('\n', end) - end);
    rest = rest.substr(std::min(rest.find("||"), rest.size()));
    const std::size_t word = rest.find_first_not_of("| ");
    return word != std::string_view::npos && (rest.substr(word).starts_with("true") || rest[word] == ':');
}

/// Reports the first use of a tool that nothing before it can have installed; true when there is no more to say.
bool checkUse(const workflow::Job &job, std::size_t index, std::string_view tool, Report &report)
{
    const workflow::Step &step = job.steps[index];
    if (step.run.text().find(tool) == std::string_view::npos)
        return mayProvide(step, tool);
    for (Commands commands(step.run.text()); commands.next();) {
        if (commands.programPath() != tool)
            continue;
        // What stands above in the same script may have installed it.
        const std::string_view before = step.run.text().substr(0, commands.begin());
        if (before.find("install") != std::string_view::npos || before.find("corepack") != std::string_view::npos
            || before.find("curl") != std::string_view::npos || before.find("PATH") != std::string_view::npos)
            return true;
        if (asksFor(step.run.text().substr(0, commands.end()), tool))
            return true;
        if (mayFail(step.run.text(), commands.end()))
            continue;
        const yaml::Range range =
            workflow::sourceRange(step.run.value, commands.begin(), commands.begin() + tool.size());
        report.add(range,
                   Text::tr("GitHub's Ubuntu images have no %1, and no step installs it: the step fails. %2")
                       .arg(quoted(tool), howToInstall(tool)));
        return true;
    }
    return true;
}

void checkTools(const Subject &subject, Report &report)
{
    for (const std::string_view tool : tools) {
        if (!subject.tree().text().contains(tool))
            continue;
        for (const workflow::Job &job : subject.workflow().jobs) {
            if (!isPlainUbuntu(job))
                continue;
            for (std::size_t index = 0; index < job.steps.size(); ++index) {
                if (checkUse(job, index, tool, report))
                    break;
            }
        }
    }
}

} // namespace

extern const Rule toolNotInstalled;
const Rule toolNotInstalled{"tool-not-installed", Severity::Warning, checkTools};

} // namespace slipway::diagnostics
