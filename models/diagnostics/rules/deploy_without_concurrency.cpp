#include "diagnostics/deploys.h"
#include "diagnostics/job_entry.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/step_facts.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::DeployWithoutConcurrency)
};

/// With `queue: max`, as a third run would otherwise cancel the one that waits.
std::optional<Fix> addConcurrency(const Subject &subject, const workflow::Job &job)
{
    const workflow::Field &after = job.environment ? job.environment.field : job.runsOn.field;
    const std::string group(job.id());
    auto patch =
        linesBelow(subject.tree(), job, after,
                   {{0, "concurrency:"}, {1, "group: " + group}, {1, "cancel-in-progress: false"}, {1, "queue: max"}});
    if (!patch)
        return {};
    return Fix{Text::tr("Let one run deploy at a time"), {std::move(*patch)}};
}

QString message(const workflow::Job &job, const Deploy &deploy)
{
    if (deploy.kind == DeployKind::Migration) {
        return Text::tr("Two runs of job %1 can migrate the same database at once with %2. Give it `concurrency`.")
            .arg(quoted(job.id()), quoted(deploy.name()));
    }
    return Text::tr("Two runs of job %1 can deploy at once with %2, and the older one may win. Give it `concurrency`.")
        .arg(quoted(job.id()), quoted(deploy.name()));
}

void checkConcurrency(const Subject &subject, Report &report)
{
    const workflow::Workflow &workflow = subject.workflow();
    if (workflow.concurrency || isForPullRequestsOnly(workflow) || isOnlyCalled(workflow))
        return;
    for (std::size_t index = 0; index < subject.deploys.size(); ++index) {
        const workflow::Job &job = workflow.jobs[index];
        const Deploys &deploys = subject.deploys[index];
        if (!deploys.empty() && !job.concurrency)
            report.add(job.field.key.content(), message(job, deploys.front()), addConcurrency(subject, job));
    }
}

} // namespace

extern const Rule deployWithoutConcurrency;
const Rule deployWithoutConcurrency{"deploy-without-concurrency", Severity::Warning, checkConcurrency};

} // namespace slipway::diagnostics
