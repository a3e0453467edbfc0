#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/runner_systems.h"
#include "diagnostics/rules/words.h"
#include "syntax/shells.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ShellName)
};

QStringList shellsOn(std::optional<syntax::System> system)
{
    QStringList names;
    for (const syntax::Shell &shell : syntax::shells()) {
        if (!system || shell.isOn(*system))
            names.append(QString::fromUtf8(shell.name.data(), qsizetype(shell.name.size())));
    }
    return names;
}

void checkShell(const workflow::Field &field, std::optional<syntax::System> system, Report &report)
{
    if (!field.isScalar() || field.isNull() || field.isDynamic() || field.text().empty())
        return;
    const syntax::Shell *shell = syntax::findShell(folded(field.text()));
    if (shell ? !system || shell->isOn(*system) : syntax::isCustomShell(field.text()))
        return;
    const QStringList known = shellsOn(system);
    QString message;
    if (shell && *system == syntax::System::Windows)
        message = Text::tr("There is no shell %1 on Windows.").arg(quoted(field.text()));
    else if (shell)
        message = Text::tr("There is no shell %1 on Linux or macOS.").arg(quoted(field.text()));
    else
        message =
            Text::tr("GitHub knows no shell %1. For another program write its command line with `{0}` for the script.")
                .arg(quoted(field.text()));
    report.add(field.range(), message + hintFor(field.text(), known),
               replaceWord(field.value, nearestTo(field.text(), known)));
}

void checkWorkflow(const Subject &subject, Report &report)
{
    checkShell(subject.workflow().defaults.shell, {}, report);
    for (const workflow::Job &job : subject.workflow().jobs) {
        std::optional<std::optional<syntax::System>> system;
        const auto check = [&](const workflow::Field &shell) {
            if (!shell)
                return;
            if (!system)
                system = systemOf(job);
            checkShell(shell, *system, report);
        };
        check(job.defaults.shell);
        workflow::forEachStep(job.steps, [&check](const workflow::Step &step) { check(step.shell); });
    }
}

} // namespace

const Rule shellName{"shell-name", Severity::Error, checkWorkflow};

} // namespace slipway::diagnostics
