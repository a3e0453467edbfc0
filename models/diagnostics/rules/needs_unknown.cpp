#include "diagnostics/rules/fixes.h"
#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::NeedsUnknown)
};

void checkNeeds(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    if (std::ranges::all_of(workflow.jobs, [](const workflow::Job &job) { return job.needs.isEmpty(); }))
        return;
    const JobLookup jobs(workflow);
    for (const workflow::Job &job : workflow.jobs) {
        for (const yaml::Node need : job.needs.items) {
            // Another rule says that nobody evaluates an expression here.
            const bool isExpression = need.text().find("${{") != std::string_view::npos;
            if (need.isNull() || need.text().empty() || isExpression || jobs.indexOf(need.text()) >= 0)
                continue;
            const QStringList ids = namesOf(workflow.jobs, &workflow::Job::id);
            report.add(need.content(),
                       Text::tr("No job of this workflow has the id %1.").arg(quoted(need.text()))
                           + hintFor(need.text(), ids),
                       replaceWord(need, nearestTo(need.text(), ids)));
        }
    }
}

} // namespace

const Rule needsUnknown{"needs-unknown", Severity::Error, checkNeeds};

} // namespace slipway::diagnostics
