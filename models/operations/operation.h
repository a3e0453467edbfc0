#pragma once

#include "base/error.h"
#include "base/status.h"
#include "operations/plan.h"

#include <optional>

/// Operations as they are shown: values, any thread; times UTC.
namespace slipway::operations {

enum class StepState { Waiting, Running, Done, Skipped, Failed, Unknown, Reverting, Reverted };

struct StepRecord {
    StepState state = StepState::Waiting;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> endedAt;
    int attempts = 0;
    /// What is so, or what went wrong.
    QString words;
    /// 0..1 while it runs; negative = unknown.
    double share = -1;
    QJsonObject output;
    QStringList requestIds;
    std::optional<base::Error> error;
    bool operator==(const StepRecord &) const = default;
};

enum class OperationState {
    Running,
    Aborting,     ///< finishing what is under way, freeing what is held
    Compensating, ///< taking steps back, on a person's word or the armed revert's
    Parked,       ///< waits for a person: see Operation::next
    Succeeded,
    Failed,       ///< closed as it is
    Aborted,
    Compensated,  ///< what was done is taken back
};

bool isOver(OperationState state);
base::Status statusOf(OperationState state);

/// What a person may do about a parked or failed operation.
enum class Remedy { Retry, Compensate, Close, TakeOver };

struct Operation {
    /// Unique over all computers of a team.
    QString id;
    Plan plan;
    OperationState state = OperationState::Running;
    QString actor;
    /// Which program runs it: "priya@laptop 4711"; another one's is only watched.
    QString host;
    bool isOurs = true;
    QDateTime startedAt;
    std::optional<QDateTime> endedAt;
    /// One for each of plan.steps, in their order.
    QList<StepRecord> steps;
    /// Reasons that a person gave, by guard id.
    QMap<QString, QString> reasons;
    /// Parked, Failed: what to do next, a sentence; and what of it the runner can do.
    QString next;
    QList<Remedy> remedies;

    /// 0..1, by expected times.
    double share() const;
    /// The running step's words, else the state's: "2 of 3 machines".
    QString words() const;
    bool operator==(const Operation &) const = default;
};

/// A line of the audit log.
struct AuditLine {
    qint64 id = 0;
    QDateTime at;
    QString actor;
    QString operationId;
    /// Empty for lines of the operation as a whole.
    QString stepId;
    /// "start", "apply", "done", "failed", "abort", "retry", "revert", "override", "take-over", "close", "note".
    QString act;
    QString app;
    QString environment;
    /// Whole sentence for people.
    QString words;
    bool operator==(const AuditLine &) const = default;
};

/// What others hold.
struct LockHolder {
    /// Target::key().
    QString key;
    QString operationId;
    QString actor;
    QString host;
    QString title;
    QDateTime since;
    /// When it last gave a sign of life.
    QDateTime seenAt;
    bool operator==(const LockHolder &) const = default;
};

} // namespace slipway::operations
