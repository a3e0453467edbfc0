#include "releases/github_index.h"

#include "releases/join.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

/// A deployment is made before the provider's release; longer ago than this it is another one's.
constexpr milliseconds longestDeploy{2 * 3'600'000};

/// The run that a status's log belongs to: ".../actions/runs/9001/job/5". 0 when it names none.
qint64 runIdIn(const QUrl &log)
{
    const QStringList parts = log.path().split(u'/');
    const auto runs = parts.indexOf("runs"_L1);
    return runs > 0 && runs + 1 < parts.size() ? parts.at(runs + 1).toLongLong() : 0;
}

} // namespace

QString fileOf(const github::Run &run)
{
    return run.path.section(u'/', -1);
}

bool wasAtWork(const github::Run &run, const QDateTime &at)
{
    return run.createdAt <= at.addDuration(clockSkew)
        && (!run.isCompleted() || at <= run.updatedAt.addDuration(clockSkew));
}

GitHubIndex::GitHubIndex(const GitHubEvidence &evidence)
{
    for (const github::Run &run : evidence.runs) {
        m_runs.insert(run.id, &run);
        m_runsBySha[run.sha].push_back(&run);
    }
    for (auto &runs : m_runsBySha)
        std::ranges::sort(runs, {}, [](const github::Run *run) { return std::pair(run->createdAt, run->id); });
    for (const GitHubDeployment &deployment : evidence.deployments)
        m_deploys[deployment.deployment.environment.toLower()].push_back(deployOf(deployment));
    for (auto &deploys : m_deploys) {
        std::ranges::sort(deploys, {}, [](const Deploy &deploy) {
            return std::pair(deploy.deployment->deployment.createdAt, deploy.deployment->deployment.id);
        });
    }
}

const std::vector<Deploy> &GitHubIndex::deploys(const QString &environment) const
{
    static const std::vector<Deploy> none;
    const auto found = m_deploys.constFind(environment.toLower());
    return found == m_deploys.cend() ? none : *found;
}

const github::Run *GitHubIndex::run(qint64 id) const
{
    return m_runs.value(id);
}

Deploy GitHubIndex::deployOf(const GitHubDeployment &deployment) const
{
    for (const github::DeploymentStatus &status : deployment.statuses) {
        if (const github::Run *named = run(runIdIn(status.log)))
            return {&deployment, named, true};
    }
    return {&deployment, runAt({}, deployment.deployment.sha, deployment.deployment.createdAt), false};
}

const github::Run *GitHubIndex::runAt(const QString &workflowFile, const QString &sha, const QDateTime &at) const
{
    const auto found = m_runsBySha.constFind(sha);
    if (found == m_runsBySha.cend())
        return nullptr;
    const auto after = std::ranges::upper_bound(*found, at.addDuration(clockSkew), {}, &github::Run::createdAt);
    const auto fits = [&](const github::Run *run) {
        return (workflowFile.isEmpty() || fileOf(*run) == workflowFile) && wasAtWork(*run, at);
    };
    // Few runs of one commit are at work at one time: looking back ends soon.
    constexpr std::ptrdiff_t looks = 64;
    for (auto it = after; it != found->begin() && after - it < looks; --it) {
        if (fits(*std::prev(it)))
            return *std::prev(it);
    }
    return nullptr;
}

const Deploy *GitHubIndex::deployAt(const QString &environment, const QString &workflowFile, const QString &sha,
                                    const QDateTime &at) const
{
    const auto begin = [](const Deploy &deploy) { return deploy.deployment->deployment.createdAt; };
    const std::vector<Deploy> &all = deploys(environment);
    const auto after = std::ranges::upper_bound(all, at.addDuration(clockSkew), {}, begin);
    for (auto it = after; it != all.begin(); --it) {
        const Deploy &deploy = *std::prev(it);
        if (begin(deploy) < at.addDuration(-longestDeploy))
            return nullptr;
        const bool isOfRun = deploy.run && fileOf(*deploy.run) == workflowFile;
        const bool isOfUnknown = !deploy.run || (!deploy.isNamed && !isMigrations(fileOf(*deploy.run)));
        const bool isWorkflows =
            isOfRun ? wasAtWork(*deploy.run, at) : isOfUnknown && begin(deploy).addDuration(longestDeploy / 8) >= at;
        if (isWorkflows && (sha.isEmpty() || deploy.deployment->deployment.sha == sha))
            return &deploy;
    }
    return nullptr;
}

} // namespace slipway::releases
