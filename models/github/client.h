#pragma once

#include "base/result.h"
#include "github/account.h"
#include "github/checks.h"
#include "github/commits.h"
#include "github/deployments.h"
#include "github/endpoint.h"
#include "github/environments.h"
#include "github/protection.h"
#include "github/releases.h"
#include "github/repository.h"
#include "github/workflows_and_runs.h"
#include "net/json_call.h"

#include <QCoro/QCoroTask>

namespace slipway::github {

/// Which runs; every member left empty matches all.
struct RunFilter {
    /// A workflow's file name or id as text.
    QString workflow;
    QString branch;
    QString event;
    /// A status or a conclusion, as GitHub writes it.
    QString status;
    QString actor;
    QString sha;
    /// As GitHub's search writes dates: ">=2024-03-01".
    QString created;
    /// 1..100.
    int perPage = 100;
    /// 0 = all; GitHub itself ends at 1,000 runs.
    int mostPages = 1;
};

/// Which deployments; every member left empty matches all.
struct DeploymentFilter {
    QString environment;
    QString ref;
    QString sha;
    int perPage = 100;
    int mostPages = 1;
};

/// Which commits; every member left empty matches all.
struct CommitFilter {
    /// Branch, tag or SHA to start from; empty = the default branch.
    QString from;
    /// Only those that touch this file or folder.
    QString path;
    std::optional<QDateTime> since;
    std::optional<QDateTime> until;
    int perPage = 100;
    int mostPages = 1;
};

/// GitHub's REST API, reading.
///
/// Holds no state of its own: copies are cheap, and a call goes on when the client it was asked of is gone.
/// Lists come whole, over all their pages, unless a filter says otherwise. Errors of every call: those of
/// net::HttpClient::send (notFound also stands for what the token may not see) and protocol with the JSON path.
/// GUI thread; does not block. Source of every call: GitHub REST 2022-11-28, at the path given.
class Client
{
public:
    Client(std::shared_ptr<const net::HttpClient> http, std::shared_ptr<const net::Endpoint> endpoint);

    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;

    /// The token's user, with its scopes. /user
    Answer<User> user(std::stop_token stop) const;
    /// What may still be asked, for each of GitHub's allowances. Free of charge. /rate_limit
    Answer<QList<net::RateLimit>> allowances(std::stop_token stop) const;
    /// Repositories the token sees, last pushed first. /user/repos
    Answer<QList<Repository>> repositories(std::stop_token stop) const;

    /// /repos/{owner}/{repo}
    Answer<Repository> repository(RepositoryName name, std::stop_token stop) const;
    /// …/branches
    Answer<QList<Branch>> branches(RepositoryName name, std::stop_token stop) const;
    /// …/branches/{branch}
    Answer<Branch> branch(RepositoryName name, QString branch, std::stop_token stop) const;
    /// …/tags
    Answer<QList<Tag>> tags(RepositoryName name, std::stop_token stop) const;
    /// …/git/ref/heads/{branch}; absent when there is no such branch.
    Answer<std::optional<Reference>> branchReference(RepositoryName name, QString branch, std::stop_token stop) const;
    /// A file at `ref` (empty = the default branch), whole whatever its size. …/contents/{path}
    Answer<File> file(RepositoryName name, QString path, QString ref, std::stop_token stop) const;

    /// Newest first. …/commits
    Answer<QList<Commit>> commits(RepositoryName name, CommitFilter filter, std::stop_token stop) const;
    /// With its files. …/commits/{ref}
    Answer<Commit> commit(RepositoryName name, QString ref, std::stop_token stop) const;
    /// …/compare/{base}...{head}, the first 100 commits.
    Answer<Comparison> compare(RepositoryName name, QString base, QString head, std::stop_token stop) const;
    /// Pull requests that hold the commit. …/commits/{sha}/pulls
    Answer<QList<PullRequest>> pullRequestsOf(RepositoryName name, QString sha, std::stop_token stop) const;
    /// Open ones, newest first. …/pulls
    Answer<QList<PullRequest>> openPullRequests(RepositoryName name, std::stop_token stop) const;

    /// …/actions/workflows
    Answer<QList<Workflow>> workflows(RepositoryName name, std::stop_token stop) const;
    /// Newest first. …/actions/runs, or …/actions/workflows/{workflow}/runs
    Answer<QList<Run>> runs(RepositoryName name, RunFilter filter, std::stop_token stop) const;
    /// …/actions/runs/{id}
    Answer<Run> run(RepositoryName name, qint64 id, std::stop_token stop) const;
    /// Jobs of the newest attempt, or of `attempt`. …/actions/runs/{id}/jobs
    Answer<QList<Job>> jobs(RepositoryName name, qint64 runId, std::optional<qint64> attempt,
                            std::stop_token stop) const;
    /// …/actions/runs/{id}/artifacts
    Answer<QList<Artifact>> artifacts(RepositoryName name, qint64 runId, std::stop_token stop) const;
    /// What the run waits for people at. …/actions/runs/{id}/pending_deployments
    Answer<QList<PendingDeployment>> pendingDeployments(RepositoryName name, qint64 runId, std::stop_token stop) const;
    /// What people said at its gates. …/actions/runs/{id}/approvals
    Answer<QList<Approval>> approvals(RepositoryName name, qint64 runId, std::stop_token stop) const;

    /// Newest first. …/deployments
    Answer<QList<Deployment>> deployments(RepositoryName name, DeploymentFilter filter, std::stop_token stop) const;
    /// Newest first. …/deployments/{id}/statuses
    Answer<QList<DeploymentStatus>> deploymentStatuses(RepositoryName name, qint64 deploymentId,
                                                       std::stop_token stop) const;
    /// …/releases, newest first.
    Answer<QList<Release>> releases(RepositoryName name, std::stop_token stop) const;
    /// …/releases/latest; absent when nothing was released.
    Answer<std::optional<Release>> latestRelease(RepositoryName name, std::stop_token stop) const;
    /// …/releases/tags/{tag}; absent when the tag has no release.
    Answer<std::optional<Release>> releaseOf(RepositoryName name, QString tag, std::stop_token stop) const;
    /// …/commits/{ref}/check-runs, the newest of each name.
    Answer<QList<CheckRun>> checkRuns(RepositoryName name, QString ref, std::stop_token stop) const;
    /// …/check-runs/{id}/annotations
    Answer<QList<Annotation>> annotations(RepositoryName name, qint64 checkRunId, std::stop_token stop) const;

    /// …/environments
    Answer<QList<Environment>> environments(RepositoryName name, std::stop_token stop) const;
    /// …/environments/{environment}
    Answer<Environment> environment(RepositoryName name, QString environment, std::stop_token stop) const;
    /// …/environments/{environment}/deployment-branch-policies
    Answer<QList<BranchPolicy>> branchPolicies(RepositoryName name, QString environment, std::stop_token stop) const;
    /// The repository's. …/actions/secrets
    Answer<QList<SecretName>> secrets(RepositoryName name, std::stop_token stop) const;
    /// …/environments/{environment}/secrets
    Answer<QList<SecretName>> environmentSecrets(RepositoryName name, QString environment, std::stop_token stop) const;
    /// …/actions/variables
    Answer<QList<Variable>> variables(RepositoryName name, std::stop_token stop) const;
    /// …/environments/{environment}/variables
    Answer<QList<Variable>> environmentVariables(RepositoryName name, QString environment, std::stop_token stop) const;

    /// Absent when the branch is not protected. …/branches/{branch}/protection
    Answer<std::optional<Protection>> protection(RepositoryName name, QString branch, std::stop_token stop) const;
    /// Absent when the branch is not protected. …/branches/{branch}/protection/required_signatures
    Answer<std::optional<bool>> requiresSignatures(RepositoryName name, QString branch, std::stop_token stop) const;
    /// What rulesets ask of the branch. …/rules/branches/{branch}
    Answer<QList<BranchRule>> branchRules(RepositoryName name, QString branch, std::stop_token stop) const;

private:
    net::Connection m_connection;
};

} // namespace slipway::github
