#include "approvals/rules/rules.h"
#include "approvals/words.h"
#include "base/format.h"
#include "workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals::rules {

namespace {

using Level = Guard::Level;
using base::Status;

constexpr qsizetype mostNames = 4;

QString listed(const QStringList &names)
{
    if (names.size() <= mostNames)
        return names.join(u", "_s);
    return tr("%1 and %2 more").arg(names.first(mostNames).join(u", "_s)).arg(names.size() - mostNames);
}

/// Jobs of the run itself that have not run show as checks too; they wait for this very decision.
bool isOwnJob(const Evidence &evidence, const github::CheckRun &check)
{
    return evidence.jobs && std::ranges::any_of(*evidence.jobs, [&check](const github::Job &job) {
               return job.name == check.name && job.phase != github::Phase::Completed;
           });
}

struct Sorted {
    QStringList passed;
    QStringList failed;
    QStringList open;
};

Sorted sorted(const Evidence &evidence)
{
    Sorted result;
    for (const github::CheckRun &check : *evidence.checks) {
        if (isOwnJob(evidence, check))
            continue;
        switch (check.status()) {
        case Status::Success: result.passed += check.name; break;
        case Status::Skipped: break;
        case Status::Failure:
        case Status::Cancelled:
        case Status::Warning: result.failed += check.name; break;
        default: result.open += check.name;
        }
    }
    return result;
}

/// Who approved last and has not taken it back, by login; the requester of the pull request does not count.
QList<github::PullReview> approvalsOf(const ReviewedPull &reviewed)
{
    using Answer = github::PullReview::Answer;
    QMap<QString, github::PullReview> last;
    for (const github::PullReview &review : *reviewed.reviews) {
        // A remark changes nothing about what the person said before.
        if (review.answer != Answer::Commented && review.answer != Answer::Pending
            && review.user != reviewed.pull.author)
            last[review.user] = review;
    }
    QList<github::PullReview> approvals;
    for (const github::PullReview &review : std::as_const(last)) {
        if (review.answer == Answer::Approved)
            approvals += review;
    }
    return approvals;
}

bool wantsChanges(const ReviewedPull &reviewed)
{
    using Answer = github::PullReview::Answer;
    QMap<QString, Answer> last;
    for (const github::PullReview &review : *reviewed.reviews) {
        if (review.answer != Answer::Commented && review.answer != Answer::Pending)
            last[review.user] = review.answer.meaning;
    }
    return std::ranges::contains(last, Answer::ChangesRequested);
}

/// Files of the change that somebody owns and none of these people does.
QStringList unowned(const Evidence &evidence, const QStringList &people)
{
    QStringList files;
    if (!evidence.owners || !evidence.span)
        return files;
    for (const releases::FileChange &file : evidence.span->files) {
        const QStringList owners = evidence.owners->ownersOf(file.path);
        const bool isCovered = owners.isEmpty()
            || std::ranges::any_of(people, [&owners](const QString &login) { return owners.contains(login); });
        if (!isCovered)
            files += file.path;
    }
    return files;
}

Guard notReviewed(const QString &detail)
{
    return {u"reviewed"_s, Level::Ask, tr("Diff not reviewed"), detail, tr("the review of the change")};
}

Guard judgeApprovals(const Evidence &evidence, const QList<github::PullReview> &approvals)
{
    const workspace::BranchPolicy *policy = evidence.policy();
    const qsizetype wanted = std::max(1, policy ? policy->approvals : 1);
    if (approvals.size() < wanted)
        return notReviewed(approvals.isEmpty() ? tr("Nobody has approved the pull request")
                                               : tr("%1 of %2 approvals").arg(approvals.size()).arg(wanted));
    QStringList people;
    for (const github::PullReview &review : approvals)
        people += review.user;
    const bool wantsOwner = policy && policy->codeOwners;
    if (wantsOwner && (!evidence.owners || !evidence.span))
        return unknown(u"reviewed"_s, tr("Code owners not known"), tr("the review by a code owner"));
    if (const QStringList files = wantsOwner ? unowned(evidence, people) : QStringList(); !files.isEmpty())
        return notReviewed(tr("No code owner has approved %1").arg(listed(files)));
    const github::PullReview &last = *std::ranges::max_element(approvals, {}, &github::PullReview::submittedAt);
    QString detail = evidence.workspace->personName(last.user);
    if (wantsOwner && !evidence.owners->isEmpty())
        detail = tr("%1, code owner").arg(detail);
    if (last.submittedAt)
        detail = tr("%1, %2").arg(detail, base::format::time(*last.submittedAt, evidence.now));
    if (!last.sha.isEmpty() && last.sha != evidence.what.sha)
        return {u"reviewed"_s, Level::Warn, tr("Reviewed before the last push"), detail, {}};
    return {u"reviewed"_s, Level::Pass, tr("Diff reviewed"), detail, {}};
}

} // namespace

Ruling checksPassed(const Evidence &evidence)
{
    const QString id = u"checks"_s;
    const QString overrides = tr("the checks of the commit");
    if (!evidence.checks)
        return unknown(id, tr("Checks not known"), overrides);
    const Sorted checks = sorted(evidence);
    const QStringList required = evidence.policy() ? evidence.policy()->checks : QStringList();
    QStringList failedRequired;
    QStringList missing;
    for (const QString &name : required) {
        if (checks.failed.contains(name))
            failedRequired += name;
        else if (!checks.passed.contains(name) && !checks.open.contains(name))
            missing += name;
    }
    if (!failedRequired.isEmpty())
        return Guard{id, Level::Block, tr("Required checks failed"), listed(failedRequired), {}};
    if (!checks.failed.isEmpty())
        return Guard{id, Level::Ask, tr("A check failed"), listed(checks.failed), overrides};
    if (!checks.open.isEmpty())
        return Guard{id, Level::Ask, tr("Checks are not over"), listed(checks.open), overrides};
    if (!missing.isEmpty() || checks.passed.isEmpty())
        return Guard{id, Level::Ask, tr("Checks did not run"),
                     missing.isEmpty() ? tr("No check ran on this commit") : listed(missing), overrides};
    return Guard{id, Level::Pass, tr("Checks passed"), listed(checks.passed), {}};
}

Ruling reviewed(const Evidence &evidence)
{
    if (!evidence.pulls)
        return unknown(u"reviewed"_s, tr("Review not known"), tr("the review of the change"));
    if (evidence.pulls->isEmpty())
        return notReviewed(tr("No pull request holds this commit"));
    QList<github::PullReview> approvals;
    for (const ReviewedPull &pull : *evidence.pulls) {
        if (!pull.reviews)
            return unknown(u"reviewed"_s, tr("Review not known"), tr("the review of the change"));
        if (wantsChanges(pull))
            return notReviewed(tr("Changes are asked for in %1").arg(numbered(pull.pull.number)));
        approvals += approvalsOf(pull);
    }
    return judgeApprovals(evidence, approvals);
}

Ruling signedAndLinear(const Evidence &evidence)
{
    const workspace::BranchPolicy *policy = evidence.policy();
    if (!policy || (!policy->signedCommits && !policy->linearHistory))
        return std::nullopt;
    const QString id = u"history"_s;
    const QString overrides = tr("the rules for commits of %1").arg(policy->branch);
    if (!evidence.comparison || evidence.comparison->commits.size() < evidence.comparison->totalCommits)
        return unknown(id, tr("Signatures and history not known"), overrides);
    const QList<github::Commit> &commits = evidence.comparison->commits;
    const auto signedCount = std::ranges::count(commits, true, &github::Commit::isVerified);
    const auto merges =
        std::ranges::count_if(commits, [](const github::Commit &commit) { return commit.parents.size() > 1; });
    const QString signatures = tr("%1 of %2 signed").arg(signedCount).arg(commits.size());
    if (policy->signedCommits && signedCount < commits.size())
        return Guard{id, Level::Ask, tr("Commits without a signature"), signatures, overrides};
    if (policy->linearHistory && merges > 0)
        return Guard{id, Level::Ask, tr("History is not linear"), counted(merges, "1 merge", "%1 merges"), overrides};
    return Guard{id, Level::Pass, tr("Signed commits, linear history"), signatures, {}};
}

} // namespace slipway::approvals::rules
