#pragma once

#include "runs/durations.h"
#include "runs/facts.h"
#include "runs/workflow_files.h"
#include "workflow/graph.h"

#include <vector>

namespace slipway::runs {

/// All that GitHub said of one run at one moment.
struct RunState {
    RunFact run;
    QList<JobFact> jobs;
    /// Those that it waits at now.
    QList<GateFact> gates;
    QList<ApprovalFact> approvals;

    const JobFact *job(qint64 id) const;
    bool operator==(const RunState &) const = default;
};

/// A step in a node. Its place in GitHub's list is `number`; 0 for one that is only planned.
struct LiveStep {
    qint64 number = 0;
    QString name;
    Status status = Status::Queued;
    std::optional<milliseconds> took;

    bool operator==(const LiveStep &) const = default;
};

/// A trigger, gate, job or group of the run's workflow, as it stands.
struct LiveNode {
    /// As in workflow::GraphNode.
    QString id;
    /// The id of the group that holds it; empty at the top.
    QString parent;
    workflow::NodeKind kind = workflow::NodeKind::Job;
    QString title;
    Status status = Status::Queued;
    /// Skipped, or a trigger that did not fire.
    bool isTaken = true;
    /// GitHub's id; 0 for what is no job or not made yet.
    qint64 job = 0;
    QStringList labels;
    std::vector<LiveStep> steps;

    /// When it could begin, began and ended; invalid when not yet.
    QDateTime readyAt;
    QDateTime startedAt;
    QDateTime endedAt;
    std::optional<milliseconds> queued;
    std::optional<milliseconds> took;
    /// What it takes as a rule, and what is left of that while it runs.
    std::optional<milliseconds> usual;
    std::optional<milliseconds> left;
    bool isCritical = false;
    /// Of a gate: who let it through, or who may.
    QStringList people;

    bool isGroup = false;
    /// 0..1 while it runs and its usual time is known.
    std::optional<double> progress() const;
    bool operator==(const LiveNode &) const = default;
};

struct LiveEdge {
    QString from;
    QString to;
    bool isTaken = true;
    bool isCritical = false;

    bool operator==(const LiveEdge &) const = default;
};

/// A run as a graph. Groups stand before what they hold.
struct LiveGraph {
    std::vector<LiveNode> nodes;
    std::vector<LiveEdge> edges;
    /// Until the run ends if nothing waits for people; absent when that is not known, or over.
    std::optional<milliseconds> left;

    const LiveNode *node(const QString &id) const;
    const LiveNode *nodeOfJob(qint64 job) const;
    bool operator==(const LiveGraph &) const = default;
};

/// Joins the run with its workflow file (null: the jobs alone, without edges). Jobs are found by GitHub's names for
/// them; those that fit nowhere stand beside the others. Pure.
LiveGraph liveGraph(const RunState &state, const WorkflowFiles *files, const Usual &usual, const QDateTime &now);

/// "Push to main", "Pull request #620", "Manual run": what an event is to people.
QString triggerWords(const QString &event, const RunFact *run = nullptr);

} // namespace slipway::runs
