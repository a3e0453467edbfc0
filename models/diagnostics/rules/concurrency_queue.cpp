#include "diagnostics/rules/rules.h"
#include "yaml/scalars.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ConcurrencyQueue)
};

void checkQueue(const workflow::Concurrency &concurrency, Report &report)
{
    if (concurrency.queue.text() != "max" || yaml::booleanOf(concurrency.cancelInProgress.value) != true)
        return;
    report.add(concurrency.queue.key.content(),
               Text::tr("A queue that keeps every run cannot cancel the one in progress. Remove `queue: max` or "
                        "`cancel-in-progress: true`."));
}

void checkQueues(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    checkQueue(workflow.concurrency, report);
    for (const workflow::Job &job : workflow.jobs)
        checkQueue(job.concurrency, report);
}

} // namespace

const Rule concurrencyQueue{"concurrency-queue", Severity::Error, checkQueues};

} // namespace slipway::diagnostics
