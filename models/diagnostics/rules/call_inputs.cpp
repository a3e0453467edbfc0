#include "diagnostics/rules/input_default.h"
#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::CallInputs)
};

void checkInputs(const Subject &subject, Report &report)
{
    const workflow::Trigger *call = subject.workflow().on.find("workflow_call");
    if (!call)
        return;
    for (const workflow::Input &input : call->inputs) {
        // Without a type, missing-key speaks.
        if (input.type)
            InputDefault::check(input, report);
        if (input.isRequired() && input.defaultValue && !input.defaultValue.isNull()) {
            report.add(Severity::Warning, input.defaultValue.range(),
                       Text::tr("The caller must give %1, so its default is never used. Remove the default or "
                                "`required`.")
                           .arg(quoted(input.name())));
        }
    }
}

} // namespace

const Rule callInputs{"call-inputs", Severity::Error, checkInputs};

} // namespace slipway::diagnostics
