#pragma once

#include "approvals/code_owners.h"
#include "approvals/review.h"
#include "github/approvals.h"
#include "github/checks.h"
#include "github/commits.h"
#include "github/pull_reviews.h"
#include "github/repository.h"

#include <memory>

namespace slipway::workspace {
struct App;
struct BranchPolicy;
struct Workspace;
} // namespace slipway::workspace

namespace slipway::approvals {

struct ReviewedPull {
    github::PullRequest pull;
    /// Absent: GitHub did not say.
    std::optional<QList<github::PullReview>> reviews;
};

/// All that was asked about a run that waits. What is absent was not answered, which is never a pass.
struct Evidence {
    std::shared_ptr<const workspace::Workspace> workspace;
    QDateTime now;
    Waiting what;
    github::Run run;
    /// GitHub's pending deployments were read and there is none any more.
    bool isDecided = false;
    std::optional<QList<github::Job>> jobs;
    /// What was said at its gates so far.
    std::optional<QList<github::Approval>> answers;
    std::optional<github::Commit> commit;
    /// From what is live to this commit, with signatures and parents; and the same with files and patches.
    std::optional<github::Comparison> comparison;
    std::optional<releases::Span> span;
    std::optional<github::Comparison> againstMain;
    /// The newest commit of the run's branch.
    std::optional<QString> branchHead;
    std::optional<QList<ReviewedPull>> pulls;
    std::optional<CodeOwners> owners;
    std::optional<QList<github::CheckRun>> checks;
    /// Other runs of the same workflow that are not over.
    std::optional<QList<github::Run>> siblings;
    /// Jobs of the workflow's last run that went well: how long things take.
    std::optional<QList<github::Job>> lastJobs;
    /// Null: nothing is known of releases.
    std::shared_ptr<const releases::History> history;
    std::optional<releases::Release> live;
    QList<releases::Release> candidates;
    std::optional<qsizetype> machines;

    /// Null where no app of the workspace belongs to the run.
    const workspace::App *app() const;
    /// What the workspace demands of the production branch; null where it demands nothing.
    const workspace::BranchPolicy *policy() const;
};

} // namespace slipway::approvals
