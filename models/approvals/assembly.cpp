#include "approvals/assembly.h"

#include "approvals/expectations.h"
#include "approvals/rules/rules.h"
#include "approvals/words.h"
#include "github/gate_answers.h"
#include "workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals {

namespace {

using Answer = github::Approval::Answer;
using State = Review::State;

/// GitHub fails a run that nobody answered for so long. Source: delivery-semantics C1.
constexpr qint64 expiresAfterDays = 30;

github::GateVerdict verdictOf(const Evidence &evidence)
{
    const auto answers = evidence.answers.value_or(QList<github::Approval>());
    return github::gateVerdict(answers, {}, evidence.run.attempt, evidence.jobs);
}

State stateOf(const Evidence &evidence, Answer answer)
{
    if (!evidence.isDecided)
        return State::Waiting;
    if (answer == Answer::Rejected)
        return State::Rejected;
    if (answer == Answer::Approved)
        return State::Approved;
    const bool isOld = evidence.run.createdAt.daysTo(evidence.now) >= expiresAfterDays;
    return evidence.run.isCompleted() && isOld ? State::Expired : State::Ended;
}

QList<PullRequest> pullsOf(const Evidence &evidence)
{
    QList<PullRequest> pulls;
    for (const ReviewedPull &reviewed : evidence.pulls.value_or(QList<ReviewedPull>())) {
        const github::PullRequest &pull = reviewed.pull;
        pulls += {pull.number, pull.title, pull.author, pull.mergedAt.has_value(), pull.page};
    }
    return pulls;
}

QStringList textsOf(const Evidence &evidence)
{
    QStringList texts{evidence.run.commitMessage};
    if (evidence.commit)
        texts += evidence.commit->message;
    if (evidence.comparison) {
        for (const github::Commit &commit : evidence.comparison->commits)
            texts += commit.message;
    }
    for (const ReviewedPull &reviewed : evidence.pulls.value_or(QList<ReviewedPull>()))
        texts += {reviewed.pull.title, reviewed.pull.body};
    return texts;
}

std::optional<releases::Release> wayBackOf(const Evidence &evidence)
{
    using releases::Verdict;
    for (const releases::Release &release : evidence.candidates) {
        const bool isBad = release.outcome != releases::Outcome::Live || release.verdict == Verdict::Failed;
        if (!isBad && !release.isLive)
            return release;
    }
    return std::nullopt;
}

void takeDecision(Review &review, const Evidence &evidence)
{
    const github::GateVerdict verdict = verdictOf(evidence);
    review.state = stateOf(evidence, verdict.answer);
    if (review.state == State::Waiting)
        return;
    QStringList names;
    QStringList comments;
    for (const github::Approval &word : verdict.words) {
        names += evidence.workspace->personName(word.user);
        comments += word.comment;
    }
    names.removeDuplicates();
    comments.removeAll(QString());
    comments.removeDuplicates();
    review.decidedBy = names.join(u", "_s);
    review.decidedWords = comments.join(u'\n');
}

} // namespace

qsizetype Review::notesNeeded() const
{
    return std::ranges::count(guards, operations::Guard::Level::Ask, &operations::Guard::level);
}

Review reviewOf(const Evidence &evidence)
{
    Review review;
    review.what = evidence.what;
    takeDecision(review, evidence);
    review.attempt = evidence.run.attempt;
    review.workflow = evidence.run.workflowName;
    if (const workspace::App *app = evidence.app())
        review.appName = app->name;
    if (evidence.commit) {
        review.isSigned = evidence.commit->isVerified;
        review.what.subject = evidence.commit->title();
    }
    review.pulls = pullsOf(evidence);
    review.fixes = fixesIn(*evidence.workspace, textsOf(evidence));
    review.live = evidence.live;
    review.becomes = nextVersion(evidence.live);
    review.machines = evidence.machines;
    review.span = evidence.span;
    if (evidence.againstMain)
        review.missingInMain = evidence.againstMain->aheadBy;
    review.mainBranch = evidence.workspace->branches.production;
    review.guards = rules::judge(evidence);
    review.expectations = expectationsOf(evidence, review.becomes);
    review.failureWords = failureWordsOf(evidence, review.becomes);
    review.wayBack = wayBackOf(evidence);
    review.watch = evidence.workspace->alerts.watch;
    review.askedProviders = evidence.now;
    return review;
}

} // namespace slipway::approvals
