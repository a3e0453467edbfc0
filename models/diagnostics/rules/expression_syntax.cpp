#include "diagnostics/rules/rules.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ExpressionSyntax)
};

void checkExpressions(const Subject &subject, Report &report)
{
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        if (!site.isTerminated)
            report.add(site.outerRange(), Text::tr("Nothing ends this expression. Add `}}`."));
        else if (site.error)
            report.add(site.range(site.error->range), site.error->message);
    }
}

} // namespace

const Rule expressionSyntax{"expression-syntax", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
