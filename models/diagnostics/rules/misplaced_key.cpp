#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::MisplacedKey)
};

QString advice(const Mismatch &mismatch)
{
    if (mismatch.shape == &syntax::callingJob)
        return Text::tr("A job that calls a workflow leaves it to that workflow: remove the key, or `uses`.");
    if (mismatch.shape == &syntax::ordinaryJob)
        return Text::tr("It belongs to jobs that call a workflow with `uses`: add `uses`, or remove the key.");
    return Text::tr("Remove it, or move it to a step that has it.");
}

void checkKeys(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::MisplacedKey, [&](const Mismatch &mismatch) {
        report.add(mismatch.node.content(),
                   Text::tr("A %1 has no key %2.").arg(nameOf(*mismatch.shape), quoted(mismatch.node.text())) + u' '
                       + advice(mismatch));
    });
}

} // namespace

const Rule misplacedKey{"misplaced-key", Severity::Error, checkKeys};

} // namespace slipway::diagnostics
