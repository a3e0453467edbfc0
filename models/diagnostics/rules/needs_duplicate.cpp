#include "diagnostics/rules/job_lookup.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"

#include <QCoreApplication>

#include <unordered_set>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::NeedsDuplicate)
};

void checkNeeds(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        if (job.needs.items.size() < 2)
            continue;
        std::unordered_set<std::string> seen;
        for (const yaml::Node need : job.needs.items) {
            if (!seen.insert(folded(need.text())).second)
                report.add(need.content(), Text::tr("%1 is needed already. Remove it here.").arg(quoted(need.text())));
        }
    }
}

} // namespace

const Rule needsDuplicate{"needs-duplicate", Severity::Warning, checkNeeds};

} // namespace slipway::diagnostics
