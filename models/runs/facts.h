#pragma once

#include "base/status.h"

#include <QDateTime>
#include <QList>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

/// Runs of workflows: what they are, do, wait for and took. Everything here is a value, any thread; times are UTC.
/// Source: GitHub REST, as of github/workflows_and_runs.h and github/approvals.h.
namespace slipway::runs {

using base::Status;
using std::chrono::milliseconds;

/// From `begin` to `end`, or to `now` while it goes on; absent before it began. Never negative.
std::optional<milliseconds> spent(const std::optional<QDateTime> &begin, const std::optional<QDateTime> &end,
                                  const QDateTime &now);

struct StepFact {
    /// From 1, as GitHub counts; those that GitHub adds itself included.
    qint64 number = 0;
    QString name;
    Status status = Status::Unknown;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> completedAt;

    std::optional<milliseconds> took(const QDateTime &now) const { return spent(startedAt, completedAt, now); }
    /// "Set up job", "Post Checkout", "Complete job": what the runner does by itself.
    bool isOwnOfRunner() const;
    bool operator==(const StepFact &) const = default;
};

struct JobFact {
    qint64 id = 0;
    qint64 runId = 0;
    qint64 attempt = 1;
    /// As GitHub shows it: "test (ubuntu, 20)", "release / publish".
    QString name;
    Status status = Status::Unknown;
    bool isCompleted = false;
    /// GitHub's word for the phase: "queued", "waiting", "in_progress", …
    QString phase;
    std::optional<QDateTime> createdAt;
    /// Absent until a runner took it.
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> completedAt;
    QStringList labels;
    /// Empty until a runner took it.
    QString runner;
    QList<StepFact> steps;
    QUrl page;

    /// How long it ran, and how long it waited for a runner before.
    std::optional<milliseconds> took(const QDateTime &now) const;
    std::optional<milliseconds> queued(const QDateTime &now) const;
    bool isActive() const { return !isCompleted; }
    bool operator==(const JobFact &) const = default;
};

struct RunFact {
    qint64 id = 0;
    qint64 workflowId = 0;
    /// The number people see.
    qint64 number = 0;
    qint64 attempt = 1;
    QString workflow;
    QString title;
    /// ".github/workflows/ci.yml".
    QString path;
    QString branch;
    QString sha;
    QString event;
    Status status = Status::Unknown;
    bool isCompleted = false;
    /// GitHub's words: "in_progress", "pending"; and how it ended: "timed_out", empty before.
    QString phase;
    QString conclusion;
    QString actor;
    /// Of the head commit: the first line of its message.
    QString commitTitle;
    QList<qint64> pullRequests;
    QDateTime createdAt;
    /// When this attempt began.
    QDateTime startedAt;
    QDateTime updatedAt;
    QUrl page;

    QString file() const { return path.section(u'/', -1); }
    bool isActive() const { return !isCompleted; }
    /// To the end of this attempt, or to `now`.
    milliseconds took(const QDateTime &now) const;
    bool operator==(const RunFact &) const = default;
};

/// An environment at which a run waits for people or for its timer.
struct GateFact {
    qint64 environmentId = 0;
    QString environment;
    std::chrono::minutes waitTimer{0};
    std::optional<QDateTime> waitTimerStartedAt;
    /// The token's user is among those who may say yes.
    bool canApprove = false;
    /// Logins and team slugs.
    QStringList reviewers;

    /// When the timer lets it through; absent without a timer under way.
    std::optional<QDateTime> opensAt() const;
    bool operator==(const GateFact &) const = default;
};

/// What somebody said at a gate.
struct ApprovalFact {
    QString user;
    QString comment;
    QStringList environments;
    bool isApproved = false;
    bool isRejected = false;
    bool operator==(const ApprovalFact &) const = default;
};

struct ArtifactFact {
    qint64 id = 0;
    QString name;
    qint64 bytes = 0;
    bool isExpired = false;
    std::optional<QDateTime> createdAt;
    std::optional<QDateTime> expiresAt;
    bool operator==(const ArtifactFact &) const = default;
};

struct WorkflowFact {
    qint64 id = 0;
    QString name;
    QString path;
    bool isActive = true;
    /// GitHub's word: "active", "disabled_manually".
    QString state;

    QString file() const { return path.section(u'/', -1); }
    bool operator==(const WorkflowFact &) const = default;
};

/// A remark that a job left on a file.
struct AnnotationFact {
    QString job;
    QString path;
    qint64 firstLine = 0;
    qint64 lastLine = 0;
    /// Failure, Warning, or Unknown for a notice.
    Status level = Status::Unknown;
    QString title;
    QString message;
    bool operator==(const AnnotationFact &) const = default;
};

/// Whom the token belongs to and what it may do in the repository; absent where GitHub does not say.
struct Rights {
    QString login;
    std::optional<bool> canWrite;
    QString defaultBranch;
    bool operator==(const Rights &) const = default;
};

} // namespace slipway::runs
