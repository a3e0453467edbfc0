#include "diagnostics/rules/each_mismatch.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::WholeExpression)
};

/// Env and `with`; a matrix or services made by an earlier job is a usual way to write them.
bool isUsual(const syntax::Shape &shape)
{
    return &shape == &syntax::strategy || &shape == &syntax::matrix || shape.name == "`services`"
        || shape.name == "combination";
}

void checkMaps(const Subject &subject, Report &report)
{
    eachMismatch(subject, Mismatch::Kind::WholeExpression, [&](const Mismatch &mismatch) {
        if (isUsual(*mismatch.shape))
            return;
        report.add(mismatch.node.content(),
                   Text::tr("All of %1 comes from one expression, so nobody can check its names. List them one by one.")
                       .arg(quoted(mismatch.owner.text())));
    });
}

} // namespace

const Rule wholeExpression{"whole-expression", Severity::Hint, checkMaps};

} // namespace slipway::diagnostics
