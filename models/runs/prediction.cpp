#include "runs/prediction.h"

#include "runs/critical_path.h"
#include "runs/live_graph.h"

#include <QTimeZone>

namespace slipway::runs {

Prediction predict(const WorkflowFiles &files, const Usual &usual)
{
    // A run that has not begun: what is left of it is all of it.
    const QDateTime begin = QDateTime::fromMSecsSinceEpoch(0, QTimeZone::UTC);
    RunState state;
    state.run.phase = QStringLiteral("queued");
    state.run.createdAt = begin;
    LiveGraph graph = liveGraph(state, &files, usual, begin);

    Prediction prediction;
    for (LiveNode &node : graph.nodes) {
        node.isTaken = true;
        if (node.isGroup || node.kind != workflow::NodeKind::Job)
            continue;
        if (node.usual)
            prediction.jobs.insert(node.id, *node.usual);
        else
            prediction.unknown += node.title;
    }
    prediction.total = timeLeft(graph, usual, begin);
    if (prediction.total)
        prediction.criticalPath = expectedPath(graph, usual, begin);
    return prediction;
}

} // namespace slipway::runs
