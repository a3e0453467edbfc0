#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/step_facts.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::ActionPinnedToBranch)
};

void checkUses(const workflow::Field &uses, Severity severity, Report &report)
{
    const std::string_view text = uses.text();
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || text.starts_with("./") || text.starts_with("docker://"))
        return;
    const std::string_view ref = text.substr(at + 1);
    if (!namesBranch(ref))
        return;
    report.add(severity, uses.range(),
               Text::tr("%1 is whatever its branch %2 holds on the day of the run. Name a version or a commit.")
                   .arg(quoted(text.substr(0, at)), quoted(ref)));
}

void checkActions(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        // Calls mostly go to the team's own workflows, whose branch is a choice.
        if (job.isCall())
            checkUses(job.uses, Severity::Hint, report);
        workflow::forEachStep(job.steps, [&report](const workflow::Step &step) {
            if (step.uses)
                checkUses(step.uses, Severity::Warning, report);
        });
    }
}

} // namespace

extern const Rule actionPinnedToBranch;
const Rule actionPinnedToBranch{"action-pinned-to-branch", Severity::Warning, checkActions};

} // namespace slipway::diagnostics
