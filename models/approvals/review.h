#pragma once

#include "operations/plan.h"
#include "releases/releases.h"

/// Deployments that wait for a person's word at GitHub, with everything that person should know first.
/// Values, any thread; times UTC.
namespace slipway::approvals {

using std::chrono::milliseconds;
using std::chrono::minutes;

/// Who may say yes at a gate, as far as GitHub tells.
struct Reviewer {
    /// Login, or a team's slug.
    QString login;
    /// The workspace's name of the person; the login where it knows none.
    QString name;
    bool isTeam = false;
    bool isYou = false;
    /// Asked for this deployment, and the environment forbids to review one's own.
    bool isBarred = false;
    bool operator==(const Reviewer &) const = default;
};

/// An environment that a run waits at. Source: …/actions/runs/{id}/pending_deployments.
struct Gate {
    qint64 environmentId = 0;
    QString environment;
    minutes waitTimer{0};
    std::optional<QDateTime> waitStartedAt;
    /// What GitHub says of the token's user.
    bool canApprove = false;
    QList<Reviewer> reviewers;

    /// When the wait timer is over; absent where there is none, or it has not started.
    std::optional<QDateTime> opensAt() const;
    bool operator==(const Gate &) const = default;
};

/// A row of the inbox: a run that waits.
struct Waiting {
    /// "loop-health/platform".
    QString repository;
    qint64 runId = 0;
    qint64 runNumber = 0;
    /// "Hotfix for patient-graph-api".
    QString title;
    /// The commit's or the run's first line.
    QString subject;
    /// The workspace's id; empty where no app of it, or more than one, belongs to the workflow.
    QString app;
    /// The gravest of its gates.
    QString environment;
    QString branch;
    QString sha;
    bool isHotfix = false;
    /// Login and name of who asked.
    QString requester;
    QString requesterName;
    QDateTime askedAt;
    QList<Gate> gates;
    /// Why this person cannot decide, a sentence; empty: they can.
    QString objection;
    QUrl page;
    bool operator==(const Waiting &) const = default;
};

struct PullRequest {
    qint64 number = 0;
    QString title;
    QString author;
    bool isMerged = false;
    QUrl page;
    bool operator==(const PullRequest &) const = default;
};

/// One line of what will happen once it is approved.
struct Expectation {
    QString words;
    /// Absent: nobody knows; 0: at once.
    std::optional<milliseconds> takes;
    bool operator==(const Expectation &) const = default;
};

/// All that the page shows of a deployment that waits.
struct Review {
    enum class State {
        Waiting,
        Approved, ///< by somebody, meanwhile
        Rejected,
        Expired,  ///< nobody answered for 30 days
        Ended,    ///< cancelled, replaced or over
    };

    Waiting what;
    State state = State::Waiting;
    /// Who decided, when the state is no longer Waiting, and what they said.
    QString decidedBy;
    QString decidedWords;
    qint64 attempt = 1;
    QString workflow;
    QString appName;
    /// Absent: GitHub did not say.
    std::optional<bool> isSigned;
    QList<PullRequest> pulls;
    /// Sentry's short ids that commits or pull requests name: "PATIENT-GRAPH-API-3K".
    QStringList fixes;
    /// What serves now; absent when nothing is known.
    std::optional<releases::Release> live;
    /// "v44"; empty where the provider gives the number afterwards.
    QString becomes;
    std::optional<qsizetype> machines;
    /// Between what is live and this commit; absent when GitHub did not say.
    std::optional<releases::Span> span;
    /// Commits that the production branch does not have; absent: not known.
    std::optional<qint64> missingInMain;
    QString mainBranch;
    QList<operations::Guard> guards;
    QList<Expectation> expectations;
    /// What the strategy really does when the new version fails, one or two sentences.
    QString failureWords;
    /// The last good release that could serve again.
    std::optional<releases::Release> wayBack;
    /// How long production is watched, by the workspace.
    minutes watch{15};
    QDateTime askedProviders;

    qsizetype notesNeeded() const;
    bool mayDecide() const { return state == State::Waiting && what.objection.isEmpty(); }
    bool operator==(const Review &) const = default;
};

/// What a person says.
struct Decision {
    enum class Kind { Approve, Reject };

    Kind kind = Kind::Approve;
    /// Goes to GitHub and into the audit log.
    QString comment;
    /// Approve: the watch is part of the operation.
    bool keepsWatch = false;
    /// Of a hotfix: why it cannot take the usual way, and what is done afterwards.
    QString hotfixReason;
    QString followUp;
    QString actor;
    bool operator==(const Decision &) const = default;
};

/// What one decision on one or many runs will do; kind "approve" or "reject". Guards that ask take the comment as
/// their reason. A review that cannot be decided becomes the plan's obstacle. Pure; `now` is the workspace's time.
operations::Plan planOf(const QList<Review> &reviews, const Decision &decision, const QDateTime &now);
/// What a person who decided on `seen` has to know before that goes out on `now`, words without a full stop each: it is
/// decided already, it is another attempt or commit, something else is live, a gate became worse. What became better or
/// is only said otherwise is not among them. The same runs in the same order; empty: nothing. Pure.
QStringList changedMeanwhile(const QList<Review> &seen, const QList<Review> &now, Decision::Kind kind);
/// The ids of the guards of such a plan that need a reason, each with `decision.comment`.
QMap<QString, QString> reasonsOf(const operations::Plan &plan, const Decision &decision);

} // namespace slipway::approvals

Q_DECLARE_METATYPE(slipway::approvals::Review)
