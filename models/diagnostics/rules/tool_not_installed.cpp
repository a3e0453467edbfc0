#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/runner_tools.h"
#include "diagnostics/script.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <span>

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
