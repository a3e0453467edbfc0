#pragma once

#include "base/result.h"
#include "github/account.h"
#include "github/checks.h"
#include "github/commits.h"
#include "github/deployments.h"
#include "github/endpoint.h"
#include "github/environments.h"
#include "github/git_objects.h"
#include "github/protection.h"
#include "github/pull_reviews.h"
#include "github/releases.h"
#include "github/repository.h"
#include "github/workflows_and_runs.h"
#include "net/json_call.h"

#include <QCoro/QCoroTask>
#include <QMap>

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

/// GitHub's REST API.
///
/// Holds no state of its own: copies are cheap, and a call goes on when the client it was asked of is gone.
/// Lists come whole, over all their pages, unless a filter says otherwise. Errors of every call: those of
/// net::HttpClient::send (notFound also stands for what the token may not see) and protocol with the JSON path.
/// A write is sent once, unless its docstring calls it repeatable; where its answer never came Error::outcomeUnknown
/// says so. 404 of a write also stands for a token without the right to write. GUI thread; does not block. Source of
/// every call: GitHub REST 2022-11-28, at the path given.
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
    /// Any other, as "slipway/locks/x" without its "refs/"; absent when there is none. …/git/ref/{ref}
    Answer<std::optional<Reference>> reference(RepositoryName name, QString shortRef, std::stop_token stop) const;
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
    /// …/pulls/{number}
    Answer<PullRequest> pullRequest(RepositoryName name, qint64 number, std::stop_token stop) const;
    /// The open one whose head is this branch of the repository. …/pulls?head=
    Answer<std::optional<PullRequest>> openPullRequestOf(RepositoryName name, QString headBranch,
                                                         std::stop_token stop) const;
    /// What people said of it, oldest first. …/pulls/{number}/reviews
    Answer<QList<PullReview>> pullReviews(RepositoryName name, qint64 number, std::stop_token stop) const;
    /// Open ones, newest first. …/pulls
    Answer<QList<PullRequest>> openPullRequests(RepositoryName name, std::stop_token stop) const;

    /// …/actions/workflows
    Answer<QList<Workflow>> workflows(RepositoryName name, std::stop_token stop) const;
    /// Newest first. …/actions/runs, or …/actions/workflows/{workflow}/runs
    Answer<QList<Run>> runs(RepositoryName name, RunFilter filter, std::stop_token stop) const;
    /// …/actions/runs/{id}
    Answer<Run> run(RepositoryName name, qint64 id, std::stop_token stop) const;
    /// An earlier attempt, or the newest; 404 where there is none of that number.
    /// …/actions/runs/{id}/attempts/{attempt}
    Answer<Run> runAttempt(RepositoryName name, qint64 id, qint64 attempt, std::stop_token stop) const;
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

    /// Keeps bytes as a blob and gives its SHA. Repeatable: the same bytes are the same blob. 403 archived or read-only
    /// token, 404 no right to write, 409 the repository is empty, 422 too large. …/git/blobs
    Answer<QString> createBlob(RepositoryName name, QByteArray content, std::stop_token stop) const;
    /// The entries of a tree, a commit or a branch; folders stand in a recursive list with what they hold. Error
    /// protocol where GitHub cuts the list (above 100,000 entries or 7 MB). 409 the repository is empty.
    /// …/git/trees/{sha}
    Answer<QList<TreeItem>> tree(RepositoryName name, QString sha, bool recursive, std::stop_token stop) const;
    /// `baseTree` (empty: nothing) with the changes; gives the new tree's SHA. Repeatable, as createBlob. 404 a token
    /// without the `workflow` scope may not change .github/workflows, or no right to write; 422 a blob or the base is
    /// unknown, a path is malformed, or a deletion names a file that is not there. …/git/trees
    Answer<QString> createTree(RepositoryName name, QString baseTree, QList<TreeChange> changes,
                               std::stop_token stop) const;
    /// …/git/commits/{sha}
    Answer<CommitObject> commitObject(RepositoryName name, QString sha, std::stop_token stop) const;
    /// Gives the new commit's SHA; no branch points to it yet. 404 no right to write, 422 an unknown tree or parent.
    /// …/git/commits
    Answer<QString> createCommit(RepositoryName name, NewCommit commit, std::stop_token stop) const;
    /// `ref` is whole: "refs/heads/x". 403 a rule or the token forbids it, 404 no right to write, 409 another write is
    /// under way, 422 it exists already, is malformed, or the commit is unknown. …/git/refs
    Answer<Reference> createReference(RepositoryName name, QString ref, QString sha, std::stop_token stop) const;
    /// Moves "heads/x" forward to a descendant. Never forced. 403 the token or a rule forbids it, 409 another write is
    /// under way, 422 not a fast-forward, the branch is protected, or there is no such reference.
    /// …/git/refs/{ref}
    Answer<Reference> updateReference(RepositoryName name, QString shortRef, QString sha, std::stop_token stop) const;
    /// Removes "heads/x". 403 the token forbids it, 409 another write is under way, 422 there is none, or it is
    /// protected. …/git/refs/{ref}
    QCoro::Task<base::Done> deleteReference(RepositoryName name, QString shortRef, std::stop_token stop) const;
    /// 403 the token forbids it, 404 no right to read the repository, 422 a branch is missing, there is nothing between
    /// them, or the head has an open one already. …/pulls
    Answer<PullRequest> createPullRequest(RepositoryName name, NewPullRequest request, std::stop_token stop) const;

    /// Starts a workflow by hand; `ref` is a branch or tag. Gives the run's id; absent where the server does not tell
    /// (then it is the newest of runs({workflowFile, ref, "workflow_dispatch"})). 403 the token lacks `actions: write`,
    /// 404 no such workflow, 422 unknown ref, no `workflow_dispatch` trigger at that ref, an input that is missing,
    /// unknown or not among its choices, or a disabled workflow. …/actions/workflows/{file}/dispatches
    Answer<std::optional<qint64>> dispatch(RepositoryName name, QString workflowFile, QString ref,
                                           QMap<QString, QString> inputs, std::stop_token stop) const;
    /// Asks the run to end; its `always()` steps still run. 403 the token lacks `actions: write`, 404 no such run, 409
    /// it has ended. …/actions/runs/{id}/cancel
    QCoro::Task<base::Done> cancelRun(RepositoryName name, qint64 id, std::stop_token stop) const;
    /// Ends it at once. Errors: as cancelRun. …/actions/runs/{id}/force-cancel
    QCoro::Task<base::Done> forceCancelRun(RepositoryName name, qint64 id, std::stop_token stop) const;
    /// All jobs again, as the next attempt of the same run. 403 it still runs, is older than 30 days or its workflow
    /// file was broken, or the token lacks `actions: write`; 404 no such run. …/actions/runs/{id}/rerun
    QCoro::Task<base::Done> rerun(RepositoryName name, qint64 id, bool debug, std::stop_token stop) const;
    /// Those that failed or were cancelled, and what needs them. 403 also when none failed; else as rerun.
    /// …/actions/runs/{id}/rerun-failed-jobs
    QCoro::Task<base::Done> rerunFailedJobs(RepositoryName name, qint64 id, bool debug, std::stop_token stop) const;
    /// One job of the newest attempt, and what needs it. Errors: as rerun. …/actions/jobs/{id}/rerun
    QCoro::Task<base::Done> rerunJob(RepositoryName name, qint64 jobId, bool debug, std::stop_token stop) const;
    /// Whether events start the workflow. Repeatable. 403 the token lacks `actions: write`, 404 no such workflow.
    /// …/actions/workflows/{id}/enable and …/disable
    QCoro::Task<base::Done> setWorkflowEnabled(RepositoryName name, qint64 workflowId, bool isEnabled,
                                               std::stop_token stop) const;
    /// Says yes or no at the gates of these environments, with a comment (may be empty). 403 the token is none of a
    /// person's, 404 no such run, 422 the run waits at none of them, or this person may not decide.
    /// …/actions/runs/{id}/pending_deployments
    QCoro::Task<base::Done> reviewDeployments(RepositoryName name, qint64 runId, QList<qint64> environmentIds,
                                              bool isApproved, QString comment, std::stop_token stop) const;

    /// The logs of all jobs of an attempt (absent: the newest) as a zip; gives its bytes. Errors: also those of
    /// net::HttpClient::download; 404 the run has not ended; 404 or 410 expired. …/actions/runs/{id}/logs
    Answer<qint64> downloadRunLogs(RepositoryName name, qint64 runId, std::optional<qint64> attempt, net::Download to,
                                   std::stop_token stop) const;
    /// A job's log as text, each line behind a time. 404 the job has not ended; 404 or 410 expired.
    /// …/actions/jobs/{id}/logs
    Answer<qint64> downloadJobLog(RepositoryName name, qint64 jobId, net::Download to, std::stop_token stop) const;
    /// An artifact as a zip. 404 no such artifact, 410 expired. …/actions/artifacts/{id}/zip
    Answer<qint64> downloadArtifact(RepositoryName name, qint64 artifactId, net::Download to,
                                    std::stop_token stop) const;

private:
    net::Connection m_connection;
};

} // namespace slipway::github
