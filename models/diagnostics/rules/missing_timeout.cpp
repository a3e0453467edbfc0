#include "diagnostics/job_entry.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "yaml/scalars.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::MissingTimeout)
};

/// What the file's other jobs are content with, else half an hour.
qint64 usualMinutes(const workflow::Workflow &workflow)
{
    constexpr qint64 fallback = 30;
    qint64 most = 0;
    for (const workflow::Job &job : workflow.jobs) {
        if (job.timeoutMinutes)
            most = std::max(most, yaml::integerOf(job.timeoutMinutes.value).value_or(0));
    }
    return most > 0 ? most : fallback;
}

/// Steps that all have a limit of their own give the job one.
bool isLimited(const workflow::Job &job)
{
    return job.timeoutMinutes || std::ranges::all_of(job.steps, [](const workflow::Step &step) {
               return static_cast<bool>(step.timeoutMinutes);
           });
}

std::optional<Fix> addTimeout(const Subject &subject, const workflow::Job &job, qint64 minutes)
{
    auto patch =
        linesBelow(subject.tree(), job, job.runsOn.field, {{0, "timeout-minutes: " + std::to_string(minutes)}});
    if (!patch)
        return {};
    return Fix{Text::tr("Add timeout-minutes: %1").arg(minutes), {std::move(*patch)}};
}

void checkTimeouts(const Subject &subject, Report &report)
{
    const qint64 minutes = usualMinutes(subject.workflow());
    for (const workflow::Job &job : subject.workflow().jobs) {
        // A call has no such key: its own jobs have.
        if (job.isCall() || job.steps.empty() || isLimited(job))
            continue;
        report.add(job.field.key.content(),
                   Text::tr("When job %1 hangs, it holds a runner for up to 6 hours. Give it `timeout-minutes`.")
                       .arg(quoted(job.id())),
                   addTimeout(subject, job, minutes));
    }
}

} // namespace

extern const Rule missingTimeout;
const Rule missingTimeout{"missing-timeout", Severity::Hint, checkTimeouts};

} // namespace slipway::diagnostics
