#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::WholeExpression)
};

void checkMaps(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::WholeExpression, [&](const Mismatch &mismatch) {
        report.add(mismatch.node.content(),
                   Text::tr("All of %1 comes from one expression, so nobody can check its names. List them one by one.")
                       .arg(quoted(mismatch.owner.text())));
    });
}

} // namespace

const Rule wholeExpression{"whole-expression", Severity::Hint, checkMaps};

} // namespace slipway::diagnostics
