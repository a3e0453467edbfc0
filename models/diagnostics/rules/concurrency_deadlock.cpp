#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ConcurrencyDeadlock)
};

void checkGroups(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    const std::string_view group = workflow.concurrency.group.text();
    if (group.empty())
        return;
    for (const workflow::Job &job : workflow.jobs) {
        // The same expression gives the same name in both places, unless it speaks of the job's own values.
        const bool isOwn = group.contains("${{") && (group.contains("matrix") || group.contains("strategy"));
        if (job.concurrency.group.text() != group || isOwn)
            continue;
        report.add(job.concurrency.group.range(),
                   Text::tr("The workflow holds the concurrency group %1 already, so this job waits for it for ever. "
                            "Give the job a group of its own, or none.")
                       .arg(quoted(group)));
    }
}

} // namespace

const Rule concurrencyDeadlock{"concurrency-deadlock", Severity::Error, checkGroups};

} // namespace slipway::diagnostics
