#include "diagnostics/rules/call_target.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::CallTarget)
};

void checkCalls(const Subject &subject, Report &report)
{
    if (!subject.facts.repository)
        return;
    for (const workflow::Job &job : subject.workflow().jobs) {
        const auto path = localCall(job.uses.text());
        if (!path || job.uses.isDynamic())
            continue;
        const auto called = subject.facts.repository->workflow(*path);
        if (!called) {
            report.add(job.uses.range(),
                       Text::tr("%1 cannot be read. Add the file or correct the path.").arg(quoted(job.uses.text())));
        } else if (!called->workflow().on.find("workflow_call") && !called->tree()->isBroken()) {
            report.add(job.uses.range(),
                       Text::tr("%1 cannot be called. Add `workflow_call` to its `on`.").arg(quoted(job.uses.text())));
        }
    }
}

} // namespace

const Rule callTarget{"call-target", Severity::Error, checkCalls};

} // namespace slipway::diagnostics
