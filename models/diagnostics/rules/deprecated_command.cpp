#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/runner_systems.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/rules/workflow_command.h"
#include "syntax/deprecated_commands.h"
#include "workflow/value_places.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::DeprecatedCommand)
};

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

/// With this variable the runner obeys all of them.
constexpr std::string_view permit = "ACTIONS_ALLOW_UNSECURE_COMMANDS";

bool isRefused(const syntax::DeprecatedCommand &command, const yaml::Tree &tree)
{
    return command.isRefused && !tree.text().contains(permit);
}

QString messageFor(const syntax::DeprecatedCommand &command, bool isRefused)
{
    const QString message = isRefused
        ? Text::tr("GitHub refuses the command %1. Append a line to the file `$%2` instead.")
        : Text::tr("The command %1 is deprecated. Append a line to the file `$%2` instead.");
    return message.arg(quoted(command.name), QString::fromUtf8(command.file));
}

/// Where the line is written as it is: not in double quotes, and not folded together with others.
std::optional<Fix> fixFor(const PrintedCommand &printed, yaml::Range range, const yaml::Tree &tree)
{
    std::string line = tree.text(range) == printed.line ? asEnvironmentFile(printed) : std::string();
    if (line.empty())
        return {};
    return Fix{Text::tr("Write to $%1").arg(QString::fromUtf8(printed.command->file)),
               {yaml::Patch{range, std::move(line)}}};
}

void checkStep(const workflow::Step &step, bool isUnix, const yaml::Tree &tree, Report &report)
{
    const std::string_view script = step.run.text();
    const yaml::Style style = step.run.value.style();
    const bool isVerbatim = !step.run.value.isAlias() && (style == yaml::Style::Literal || style == yaml::Style::Plain);
    for (const PrintedCommand &printed : printedCommands(script)) {
        const auto begin = std::size_t(printed.line.data() - script.data());
        const yaml::Range range = workflow::sourceRange(step.run.value, begin, begin + printed.line.size());
        const bool isFatal = isRefused(*printed.command, tree);
        report.add(isFatal ? Severity::Error : Severity::Warning, range, messageFor(*printed.command, isFatal),
                   isUnix && isVerbatim ? fixFor(printed, range, tree) : std::nullopt);
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

const Rule deprecatedCommand{"deprecated-command", Severity::Warning, checkSteps};

} // namespace slipway::diagnostics
