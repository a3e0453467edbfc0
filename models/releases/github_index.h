#pragma once

#include "releases/evidence.h"

#include <QHash>

#include <vector>

namespace slipway::releases {

/// A deployment at GitHub and the run that made it, as far as that is known.
struct Deploy {
    const GitHubDeployment *deployment = nullptr;
    const github::Run *run = nullptr;
    /// GitHub names the run; else it was found by commit and time, and may be another workflow's of that commit.
    bool isNamed = false;
};

/// Finds runs and deployments by commit and time. Refers to the evidence, which must live as long.
class GitHubIndex
{
public:
    explicit GitHubIndex(const GitHubEvidence &evidence);

    /// All to an environment, oldest first.
    const std::vector<Deploy> &deploys(const QString &environment) const;
    /// The one that a provider's release at `at` came from: of the workflow, of the commit where that is known (`sha`
    /// may be empty), begun before and at work then. Null when there is none.
    const Deploy *deployAt(const QString &environment, const QString &workflowFile, const QString &sha,
                           const QDateTime &at) const;
    /// The workflow's run of a commit that was at work at a time; null when there is none.
    const github::Run *runAt(const QString &workflowFile, const QString &sha, const QDateTime &at) const;
    const github::Run *run(qint64 id) const;

private:
    Deploy deployOf(const GitHubDeployment &deployment) const;

    QHash<qint64, const github::Run *> m_runs;
    /// By commit, oldest first.
    QHash<QString, std::vector<const github::Run *>> m_runsBySha;
    QHash<QString, std::vector<Deploy>> m_deploys;
};

/// "migrations.yml"
QString fileOf(const github::Run &run);
/// Whether the run was at work at a time, give or take what clocks are apart.
bool wasAtWork(const github::Run &run, const QDateTime &at);

} // namespace slipway::releases
