#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "workflow/repository.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ActionMissing)
};

void checkSteps(const Subject &subject, Report &report)
{
    const workflow::Repository *repository = subject.facts.repository.get();
    if (!repository)
        return;
    for (const workflow::Job &job : subject.workflow().jobs) {
        workflow::forEachStep(job.steps, [&](const workflow::Step &step) {
            // Other folders may come from a checkout of another repository while the job runs.
            if (!step.uses.text().starts_with("./.github/") || step.uses.isDynamic())
                return;
            const auto action = repository->action(step.uses.text());
            if (!action && action.error().kind == base::Error::Kind::NotFound) {
                report.add(
                    step.uses.range(),
                    Text::tr(
                        "The folder %1 holds no action.yml, action.yaml or Dockerfile. Add it or correct the path.")
                        .arg(quoted(step.uses.text())));
            }
        });
    }
}

} // namespace

const Rule actionMissing{"action-missing", Severity::Error, checkSteps};

} // namespace slipway::diagnostics
