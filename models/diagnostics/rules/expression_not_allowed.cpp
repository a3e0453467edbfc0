#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ExpressionNotAllowed)
};

void checkTexts(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::ExpressionNotAllowed, [&](const Mismatch &mismatch) {
        const QString message = mismatch.owner
            ? Text::tr("GitHub evaluates no `${{ }}` in %1. Write the value itself.").arg(quoted(mismatch.owner.text()))
            : Text::tr("GitHub evaluates no `${{ }}` here. Write the value itself.");
        report.add(mismatch.node.content(), message);
    });
}

} // namespace

const Rule expressionNotAllowed{"expression-not-allowed", Severity::Error, checkTexts};

} // namespace slipway::diagnostics
