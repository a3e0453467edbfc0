#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "expressions/untrusted.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::UntrustedInput)
};

/// Texts that are run as programs.
bool isScript(const workflow::ExpressionSite &site)
{
    if (site.place == "jobs.<job_id>.steps.run")
        return true;
    constexpr std::string_view githubScript = "actions/github-script@";
    return site.owner && site.place == "jobs.<job_id>.steps.with"
        && workflow::equalsAnyCase(site.scalar.key().text(), "script")
        && workflow::equalsAnyCase(site.owner->uses.text().substr(0, githubScript.size()), githubScript);
}

void checkExpressions(const Subject &subject, Report &report)
{
    for (const workflow::ExpressionSite &site : subject.document.expressions()) {
        if (site.error || !isScript(site))
            continue;
        for (const expressions::UntrustedInput &input : expressions::untrustedInputs(site.ast)) {
            report.add(
                site.range(input.range),
                Text::tr("Strangers choose %1, and here it becomes part of the script. Hand it over in `env` and "
                         "read the variable instead.")
                    .arg(quoted(site.ast.text(input.range))));
        }
    }
}

} // namespace

const Rule untrustedInput{"untrusted-input", Severity::Error, checkExpressions};

} // namespace slipway::diagnostics
