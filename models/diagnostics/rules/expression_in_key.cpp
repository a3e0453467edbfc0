#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ExpressionInKey)
};

void checkKeys(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::ExpressionInKey, [&](const Mismatch &mismatch) {
        report.add(
            mismatch.node.content(),
            Text::tr("A key cannot hold `${{ }}`. Write the key's name itself, and the expression as its value."));
    });
}

} // namespace

const Rule expressionInKey{"expression-in-key", Severity::Error, checkKeys};

} // namespace slipway::diagnostics
