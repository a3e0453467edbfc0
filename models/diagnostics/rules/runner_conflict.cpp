#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "syntax/runners.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::RunnerConflict)
};

bool canBeOne(const syntax::RunnerLabel &one, const syntax::RunnerLabel &other)
{
    if (one.system && other.system && *one.system != *other.system)
        return false;
    return one.image.empty() || other.image.empty() || one.image == other.image;
}

void checkLabels(const std::vector<yaml::Node> &labels, Report &report)
{
    std::vector<std::pair<yaml::Node, const syntax::RunnerLabel *>> known;
    for (const yaml::Node node : labels) {
        const syntax::RunnerLabel *label = syntax::findRunnerLabel(node.text());
        if (!label)
            continue;
        const auto conflict =
            std::ranges::find_if(known, [label](const auto &earlier) { return !canBeOne(*earlier.second, *label); });
        if (conflict != known.end()) {
            report.add(node.content(),
                       Text::tr("No machine has both labels %1 and %2. A job that may run on either "
                                "needs a matrix; else remove one.")
                           .arg(quoted(conflict->first.text()), quoted(node.text())));
            return;
        }
        known.emplace_back(node, label);
    }
}

void checkJobs(const Subject &subject, Report &report)
{
    for (const workflow::Job &job : subject.workflow().jobs) {
        if (job.runsOn.labels.items.size() > 1)
            checkLabels(job.runsOn.labels.items, report);
    }
}

} // namespace

const Rule runnerConflict{"runner-conflict", Severity::Error, checkJobs};

} // namespace slipway::diagnostics
