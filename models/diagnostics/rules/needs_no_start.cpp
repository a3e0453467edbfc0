#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::NeedsNoStart)
};

void checkJobs(const Subject &subject, Report &report)
{
    const auto &jobs = subject.workflow().jobs;
    if (jobs.empty() || std::ranges::any_of(jobs, [](const workflow::Job &job) { return job.needs.isEmpty(); }))
        return;
    // A need that is no job is what is wrong then, and other rules speak of it.
    const JobLookup lookup(subject.workflow());
    for (const workflow::Job &job : jobs) {
        if (std::ranges::any_of(job.needs.items, [&](yaml::Node need) { return lookup.indexOf(need.text()) < 0; }))
            return;
    }
    report.add(jobs.front().field.key.content(),
               Text::tr("No job can start, as each of them needs another. Remove `needs` from the first one."));
}

} // namespace

const Rule needsNoStart{"needs-no-start", Severity::Error, checkJobs};

} // namespace slipway::diagnostics
