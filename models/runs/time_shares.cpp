#include "runs/time_shares.h"

#include "runs/critical_path.h"

#include <algorithm>
#include <functional>

namespace slipway::runs {

namespace {

using workflow::NodeKind;

/// Shorter waits say nothing.
constexpr milliseconds leastWait{5'000};

void addNode(const LiveNode &node, const LiveGraph &graph, QList<TimeShare> &parts)
{
    if (node.kind == NodeKind::Environment) {
        if (node.took && *node.took >= leastWait)
            parts += {TimeShare::Kind::Approval, {}, node.title, *node.took, node.status, node.id, 0};
        return;
    }
    // What stands behind a gate waits for the gate, not for a runner.
    const bool isGated = std::ranges::any_of(graph.edges, [&](const LiveEdge &edge) {
        const LiveNode *from = edge.to == node.id ? graph.node(edge.from) : nullptr;
        return from && from->kind == NodeKind::Environment;
    });
    // A job whose gate the file does not name waits for people itself.
    if (node.status == Status::Waiting && node.queued && *node.queued >= leastWait)
        parts += {TimeShare::Kind::Approval, {}, node.title, *node.queued, node.status, node.id, 0};
    else if (!isGated && node.queued && *node.queued >= leastWait)
        parts += {TimeShare::Kind::Queue, node.title, {}, *node.queued, Status::Queued, node.id, 0};
    for (const LiveStep &step : node.steps) {
        if (step.took && step.took->count() > 0)
            parts += {TimeShare::Kind::Step, step.name, {}, *step.took, step.status, node.id, step.number};
    }
}

} // namespace

TimeShares timeShares(const LiveGraph &graph, const RunFact &run, const QDateTime &now, qsizetype most)
{
    TimeShares shares;
    shares.total = run.took(now);
    for (const LiveNode *node : criticalNodes(graph))
        addNode(*node, graph, shares.parts);
    if (shares.parts.size() > most) {
        QList<milliseconds> longest;
        for (const TimeShare &part : shares.parts)
            longest += part.took;
        std::ranges::sort(longest, std::greater());
        const milliseconds least = longest.at(most - 1);
        shares.parts.removeIf([least](const TimeShare &part) { return part.took < least; });
        shares.parts.resize(std::min(most, shares.parts.size()));
    }
    for (const TimeShare &part : shares.parts)
        shares.shown += part.took;
    return shares;
}

QList<WaterfallBar> waterfall(const LiveGraph &graph, const RunState &state, const QDateTime &now)
{
    const QDateTime begin = state.run.startedAt.isValid() ? state.run.startedAt : state.run.createdAt;
    QList<const LiveNode *> jobs;
    for (const LiveNode &node : graph.nodes) {
        if (node.job != 0 && node.isTaken && node.readyAt.isValid())
            jobs += &node;
    }
    std::ranges::stable_sort(jobs, std::ranges::less(), &LiveNode::readyAt);
    const auto since = [&begin](const QDateTime &time) {
        return milliseconds(std::max<qint64>(0, begin.msecsTo(time)));
    };
    QList<WaterfallBar> bars;
    for (const LiveNode *node : std::as_const(jobs)) {
        bars += {node->id,
                 0,
                 node->title,
                 since(node->readyAt),
                 node->queued.value_or(milliseconds(0)),
                 node->took.value_or(milliseconds(0)),
                 node->status,
                 node->isCritical};
        const JobFact *job = state.job(node->job);
        for (const StepFact &step : job ? job->steps : QList<StepFact>()) {
            if (const auto took = step.took(now))
                bars += {node->id,        step.number, step.name,   since(*step.startedAt),
                         milliseconds(0), *took,       step.status, node->isCritical};
        }
    }
    return bars;
}

} // namespace slipway::runs
