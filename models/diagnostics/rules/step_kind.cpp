#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <utility>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::StepKind)
};

QString advice(yaml::Node step)
{
    if (step["with"])
        return Text::tr("Add `uses` with the action that takes these inputs.");
    if (step["shell"] || step["working-directory"])
        return Text::tr("Add `run` with the script.");
    return Text::tr("Add `run` with a script, or `uses` with an action.");
}

void checkSteps(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::NoStepKind, [&](const Mismatch &mismatch) {
        report.add(headOf(mismatch), Text::tr("This step does nothing.") + u' ' + advice(mismatch.node));
    });
    yaml::Node current;
    yaml::Node reported;
    eachMismatch(subject, Mismatch::Kind::SeveralStepKinds, [&](const Mismatch &mismatch) {
        // One finding for a step, at what is too much: all but `uses`, or else all but the first.
        const yaml::Node step = mismatch.node.parent();
        const bool isFirst = step != std::exchange(current, step);
        if (step == reported || (step["uses"] ? mismatch.node.text() == "uses" : isFirst))
            return;
        reported = step;
        report.add(mismatch.node.content(),
                   Text::tr("A step does one thing, and this one has %1 beside another. Make two steps of it.")
                       .arg(quoted(mismatch.node.text())));
    });
}

} // namespace

const Rule stepKind{"step-kind", Severity::Error, checkSteps};

} // namespace slipway::diagnostics
