#include "diagnostics/deploys.h"
#include "diagnostics/job_entry.h"
#include "diagnostics/rules/rules.h"
#include "diagnostics/rules/words.h"
#include "diagnostics/step_facts.h"

#include <QCoreApplication>

namespace slipway::diagnostics {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(slipway::diagnostics::DeployWithoutEnvironment)
};

/// The name that is certain: of Pages, or the production environment that is known to exist.
std::string certainName(const Deploy &deploy, const Facts &facts)
{
    if (deploy.kind == DeployKind::Pages)
        return "github-pages";
    constexpr std::string_view production = "production";
    const bool isKnown = facts.environments
        && facts.environments->contains(QString::fromUtf8(production.data(), qsizetype(production.size())));
    return isKnown ? std::string(production) : std::string();
}

std::optional<Fix> addEnvironment(const Subject &subject, const workflow::Job &job, const Deploy &deploy)
{
    const std::string name = certainName(deploy, subject.facts);
    auto patch = linesBelow(subject.tree(), job, job.runsOn.field, {{0, "environment: " + name}});
    if (name.empty() || !patch)
        return {};
    return Fix{Text::tr("Add environment: %1").arg(QString::fromStdString(name)), {std::move(*patch)}};
}

QString message(const workflow::Job &job, const Deploy &deploy)
{
    if (deploy.kind == DeployKind::Pages) {
        return Text::tr("GitHub refuses to deploy Pages from job %1, which has no `environment`. Add "
                        "`environment: github-pages`.")
            .arg(quoted(job.id()));
    }
    return Text::tr("Job %1 deploys with %2 and has no `environment`: nobody can be asked to approve it, and GitHub "
                    "records no deployment. Name one.")
        .arg(quoted(job.id()), quoted(deploy.name()));
}

void checkEnvironments(const Subject &subject, Report &report)
{
    if (isForPullRequestsOnly(subject.workflow()))
        return;
    const auto &jobs = subject.workflow().jobs;
    for (std::size_t index = 0; index < subject.deploys.size(); ++index) {
        const Deploy *deploy = firstDeploy(subject.deploys[index]);
        if (deploy && !jobs[index].environment)
            report.add(jobs[index].field.key.content(), message(jobs[index], *deploy),
                       addEnvironment(subject, jobs[index], *deploy));
    }
}

} // namespace

extern const Rule deployWithoutEnvironment;
const Rule deployWithoutEnvironment{"deploy-without-environment", Severity::Warning, checkEnvironments};

} // namespace slipway::diagnostics
