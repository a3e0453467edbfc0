#include "diagnostics/rules/misuses.h"
#include "diagnostics/rules/rules.h"
#include "expressions/contexts.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ExpressionName)
};

/// GitHub documents the property, and yet many runs have nothing in it.
constexpr std::string_view oftenEmpty = "job_workflow_sha";

void reportOftenEmpty(const Subject &subject, Report &report)
{
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        for (const expressions::Reference &reference : site.references) {
            const auto context = expressions::findContext(site.ast.name(reference.context));
            const bool isIt = context == expressions::Context::Github && !reference.links.empty()
                && workflow::equalsAnyCase(site.ast.text(reference.links.front().name), oftenEmpty);
            if (isIt)
                report.add(Severity::Warning, site.range(site.ast[reference.node].range),
                           Text::tr("`github.job_workflow_sha` may be empty. Use `job.workflow_sha`, the "
                                    "commit of the file with this job."));
        }
    }
}

void checkExpressions(const Subject &subject, Report &report)
{
    reportMisuses(subject, Misuse::Kind::Name, report);
    if (subject.tree().text().contains(oftenEmpty))
        reportOftenEmpty(subject, report);
}

} // namespace

const Rule expressionName{"expression-name", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
