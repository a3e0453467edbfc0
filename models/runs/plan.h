#pragma once

#include "base/error.h"
#include "runs/facts.h"

#include <QMap>

namespace slipway::runs {

/// What a person wants done to a run or workflow.
struct Wish {
    enum class Kind {
        Dispatch,
        Cancel,
        ForceCancel,
        RerunAll,
        RerunFailed,
        RerunJob,
        Enable,
        Disable,
        Approve,
        Reject
    };

    Kind kind = Kind::Cancel;
    /// All but Dispatch, Enable and Disable.
    RunFact run;
    QList<JobFact> jobs;
    /// RerunJob: which.
    JobFact job;
    /// Dispatch, Enable, Disable.
    WorkflowFact workflow;
    /// Dispatch: whether the file at `ref` has the trigger; absent where that is not known yet.
    std::optional<bool> canBeDispatched;
    QString ref;
    QMap<QString, QString> inputs;
    /// What is wrong with the inputs; empty when nothing is.
    QString inputProblem;
    /// Approve, Reject: the gates that are meant.
    QList<GateFact> gates;
    QString comment;
    bool withDebugLogs = false;
    /// Dispatch: a job of the workflow deploys to production.
    QStringList environments;
};

/// One call, in the provider's words.
struct ApiCall {
    QString method;
    /// Below the repository: "/actions/runs/9001/cancel".
    QString path;
    /// Name and value, as they are sent.
    QList<std::pair<QString, QString>> body;
    bool operator==(const ApiCall &) const = default;
};

/// What will be done, before it is.
struct Plan {
    QString title;
    QString subtitle;
    /// The button: "Cancel run".
    QString verb;
    /// Data or service may be lost.
    bool isDangerous = false;
    /// What happens, in order, one sentence each.
    QStringList steps;
    /// What stays as it is.
    QStringList stays;
    QList<ApiCall> calls;
    /// The same with GitHub's own program; empty where it cannot.
    QString command;
    /// Why it cannot be done; empty: it can.
    QString obstacle;
    bool operator==(const Plan &) const = default;
};

/// What is known of what this person may do.
struct Standing {
    std::optional<bool> canWrite;
    bool isOnline = true;
    /// "owner/name", for the command.
    QString repository;
    QDateTime now;
};

/// Pure.
Plan planOf(const Wish &wish, const Standing &standing);

} // namespace slipway::runs
