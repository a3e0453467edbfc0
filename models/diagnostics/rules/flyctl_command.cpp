#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/script.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::FlyctlCommand)
};

/// What to do instead of a command that is often written down and that flyctl does not have; empty for all else.
/// Source: superfly/flyctl, internal/command/releases and internal/command/deploy.
QString adviceFor(const Commands &command)
{
    static constexpr std::string_view rollback[] = {"releases", "rollback"};
    if (command.hasInOrder(rollback)) {
        return Text::tr(
            "flyctl has no `releases rollback`. Deploy the image of an older release: `flyctl deploy --image "
            "IMAGE`.");
    }
    if (command.hasArgument("deploy") && command.hasArgumentLike("--canary-weight")) {
        return Text::tr(
            "flyctl has no `--canary-weight`: a canary is one machine that is tried first. Write `--strategy "
            "canary` alone.");
    }
    static constexpr std::string_view rename[] = {"apps", "rename"};
    if (command.hasInOrder(rename))
        return Text::tr("flyctl has no `apps rename`. Use `--strategy bluegreen` inside of one app.");
    return {};
}

void checkScripts(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) {
            const std::string_view script = step.run.text();
            if (script.find("fly") == std::string_view::npos)
                return;
            for (Commands commands(script); commands.next();) {
                if (commands.program() != "flyctl" && commands.program() != "fly")
                    continue;
                if (const QString advice = adviceFor(commands); !advice.isEmpty())
                    report.add(workflow::sourceRange(step.run.value, commands.begin(), commands.end()), advice);
            }
        });
    }
}

} // namespace

extern const Rule flyctlCommand;
const Rule flyctlCommand{"flyctl-command", Severity::Warning, checkScripts};

} // namespace slipway::diagnostics
