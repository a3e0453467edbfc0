#pragma once

#include "base/json.h"
#include "base/word.h"

#include <chrono>
#include <optional>

namespace slipway::github {

/// A person or a team that may approve.
struct Reviewer {
    enum class Kind { Unknown, User, Team };

    base::Word<Kind> kind;
    qint64 id = 0;
    /// Login or slug.
    QString name;
    bool operator==(const Reviewer &) const = default;
};

/// A run's deployment that waits at an environment's gate.
struct PendingDeployment {
    qint64 environmentId = 0;
    QString environment;
    std::chrono::minutes waitTimer{0};
    std::optional<QDateTime> waitTimerStartedAt;
    /// The token's user is among those who may say yes.
    bool canApprove = false;
    QList<Reviewer> reviewers;
    bool operator==(const PendingDeployment &) const = default;
};

/// What somebody said at a gate.
struct Approval {
    enum class Answer { Unknown, Approved, Rejected, Pending };

    base::Word<Answer> answer;
    QStringList environments;
    QString user;
    QString comment;
    bool operator==(const Approval &) const = default;
};

Reviewer readReviewer(const base::json::Object &object);
PendingDeployment readPendingDeployment(const base::json::Object &object);
Approval readApproval(const base::json::Object &object);

} // namespace slipway::github
