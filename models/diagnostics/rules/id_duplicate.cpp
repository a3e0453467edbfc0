#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::IdDuplicate)
};

void checkSteps(const workflow::Job &job, Report &report)
{
    std::unordered_map<std::string, std::string_view> seen;
    workflow::forEachStep(job.steps, [&](const workflow::Step &step) {
        const std::string_view id = step.id.text();
        if (id.empty() || step.id.isDynamic())
            return;
        if (const auto [found, isNew] = seen.try_emplace(folded(id), id); !isNew) {
            report.add(
                step.id.range(),
                Text::tr("Another step of this job has the id %1. Give this one another.").arg(quoted(found->second)));
        }
    });
}

void checkIds(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs)
        checkSteps(job, report);
}

} // namespace

const Rule idDuplicate{"id-duplicate", Severity::Error, checkIds};

} // namespace slipway::diagnostics
