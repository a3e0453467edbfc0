#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::WorkflowRunNames)
};

void checkTriggers(const Subject &subject, Report &report)
{
    for (const workflow::Trigger &trigger : subject.workflow().on.events) {
        if (trigger.text() == "workflow_run" && trigger.workflows.isEmpty()) {
            report.add(trigger.name.content(),
                       Text::tr("No workflow is named whose runs start this one. Add `workflows: [NAME]`."));
        }
    }
}

} // namespace

const Rule workflowRunNames{"workflow-run-names", Severity::Error, checkTriggers};

} // namespace slipway::diagnostics
