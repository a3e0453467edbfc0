#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/runner_systems.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/rules/workflow_command.h"
#include "syntax/deprecated_commands.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::DeprecatedCommand)
};

/// A script of one line whole, of a longer one its first line: `|` with what belongs to it.
yaml::Range headOf(const workflow::Field &run, const yaml::Tree &tree)
{
    yaml::Range range = run.range();
    const std::size_t end = tree.text(range).find_first_of("\r\n");
    if (end != std::string_view::npos)
        range.end = range.begin + quint32(end);
    return range;
}

/// Whether the script is one of a shell that writes files with `>>` and reads variables with `$`.
bool isUnixShell(const workflow::Step &step, const workflow::Job &job, const workflow::Workflow &workflow)
{
    for (const workflow::Field *shell : {&step.shell, &job.defaults.shell, &workflow.defaults.shell}) {
        if (*shell)
            return shell->text() == "bash" || shell->text() == "sh";
    }
    const auto system = systemOf(job);
    return system && *system != syntax::System::Windows;
}

void checkStep(const workflow::Step &step, bool isUnix, const yaml::Tree &tree, Report &report)
{
    const std::string_view script = step.run.text();
    for (const syntax::DeprecatedCommand &command : syntax::deprecatedCommands()) {
        if (!usesCommand(script, command.name))
            continue;
        std::optional<Fix> fix;
        yaml::Patches patches = isUnix ? environmentFilePatches(step.run.value, command) : yaml::Patches();
        if (!patches.empty())
            fix = Fix{
                Text::tr("Write to $%1").arg(QLatin1StringView(command.file.data(), qsizetype(command.file.size()))),
                std::move(patches)};
        report.add(
            headOf(step.run, tree),
            Text::tr("GitHub no longer obeys the command %1. Append a line to the file `$%2` instead.")
                .arg(quoted(command.name), QLatin1StringView(command.file.data(), qsizetype(command.file.size()))),
            std::move(fix));
    }
}

void checkSteps(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        workflow::forEachStep(job.steps, [&](const workflow::Step &step) {
            if (step.run.text().find("::") != std::string_view::npos)
                checkStep(step, isUnixShell(step, job, subject.workflow()), subject.tree(), report);
        });
    }
}

} // namespace

const Rule deprecatedCommand{"deprecated-command", Severity::Error, checkSteps};

} // namespace slipway::diagnostics
