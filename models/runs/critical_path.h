#pragma once

#include "runs/live_graph.h"

namespace slipway::runs {

/// Marks the chain that decides when the run ends: from what ended last (or still runs), back over what each waited
/// for longest. Nodes of one level; the nodes on it in groups are those that end last.
void markCriticalPath(LiveGraph &graph, const QDateTime &now);

/// Until all is over if nothing waits for people, from the usual times of what is left. Absent when one of them is not
/// known or a gate waits.
std::optional<milliseconds> timeLeft(const LiveGraph &graph, const Usual &usual, const QDateTime &now);

/// The ids of the nodes that `timeLeft` is of, in their order; groups with those inside of them that decide.
QStringList expectedPath(const LiveGraph &graph, const Usual &usual, const QDateTime &now);

/// The critical nodes in the order in which they ran.
std::vector<const LiveNode *> criticalNodes(const LiveGraph &graph);

} // namespace slipway::runs
