#pragma once

#include "runs/live_graph.h"

namespace slipway::runs {

/// Why a run, or a job of it, does not go on.
struct WaitReason {
    enum class Kind { Approval, Timer, Concurrency, Runner, Needs };

    Kind kind = Kind::Approval;
    /// Of the graph; empty where the whole run waits.
    QString node;
    /// What waits: a job's name; empty for the run.
    QString job;
    std::optional<milliseconds> since;
    /// Approval: the environment, who may say yes, and whether the token's user is one of them.
    QString environment;
    QStringList reviewers;
    bool canApprove = false;
    /// Timer: when it ends.
    QDateTime opensAt;
    /// Concurrency: the group, and the runs that hold it or stand before this one.
    QString group;
    QList<RunFact> holders;
    /// Runner: the labels that nobody took.
    QStringList labels;
    /// Those of them that no runner that is known has.
    QStringList unknownLabels;
    /// Needs: the names of the jobs that have to end first.
    QStringList needs;

    /// One or two sentences for people.
    QString words(const QDateTime &now) const;
    bool operator==(const WaitReason &) const = default;
};

/// What else is known of the repository.
struct Surroundings {
    /// Its runs under way, among which the holder of a concurrency group is looked for.
    QList<RunFact> runs;
    /// The groups of runs of other workflows, by the run's id.
    QHash<qint64, QString> groups;
    /// Labels that GitHub's runners and the team's own have; empty: not known.
    QStringList runnerLabels;
};

/// Most telling first. Pure.
QList<WaitReason> waitReasons(const RunState &state, const LiveGraph &graph, const WorkflowFiles *files,
                              const Surroundings &surroundings, const QDateTime &now);

/// Whether the run, or a job of it, waits for its concurrency group. Source: GitHub's status "pending".
bool waitsForGroup(const RunState &state);

/// The concurrency group of a run by its workflow file; empty when it has none or an expression of it is not known.
QString concurrencyGroup(const workflow::Workflow &workflow, const RunFact &run);

} // namespace slipway::runs
