#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::EnvName)
};

void checkNames(const workflow::Map &env, Report &report)
{
    for (const workflow::Field &entry : env.entries) {
        const std::string_view name = entry.name();
        const bool isDynamic = name.find("${{") != std::string_view::npos;
        if (isDynamic || (!name.empty() && name.find_first_of("&= \t\n") == std::string_view::npos))
            continue;
        report.add(
            entry.key.content(),
            Text::tr("%1 cannot be the name of a variable. Use letters, digits and `_` only.").arg(quoted(name)));
    }
}

void checkEnvironments(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    checkNames(workflow.env, report);
    for (const workflow::Job &job : workflow.jobs) {
        checkNames(job.env, report);
        checkNames(job.container.env, report);
        for (const workflow::Container &service : job.services)
            checkNames(service.env, report);
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) { checkNames(step.env, report); });
    }
}

} // namespace

const Rule envName{"env-name", Severity::Error, checkEnvironments};

} // namespace slipway::diagnostics
