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
    const workflow::Workflow &workflow = subject.workflow();
    const JobLookup jobs(workflow);
    for (std::size_t i = 0; i < workflow.jobs.size(); ++i) {
        const workflow::Job &job = workflow.jobs[i];
        const int first = jobs.indexOf(job.id());
        // The same letters are one key written twice, which the file's syntax forbids already.
        if (first != int(i) && workflow.jobs[std::size_t(first)].id() != job.id()) {
            report.add(job.field.key.content(),
                       Text::tr("The job %1 has the same id but for upper and lower case, which is one to GitHub. "
                                "Rename one of them.")
                           .arg(quoted(workflow.jobs[std::size_t(first)].id())));
        }
        checkSteps(job, report);
    }
}

} // namespace

const Rule idDuplicate{"id-duplicate", Severity::Error, checkIds};

} // namespace slipway::diagnostics
