#pragma once

#include "layout/digraph.h"

namespace slipway::layout {

/// Turns arcs of `graph` around until no cycle is left, and says for each arc whether it was turned.
///
/// A walk from the nodes that nothing enters, in their order, turns those arcs that lead back to a node of the walk.
/// `turnedBefore`, one value an arc, names those that were turned in an earlier drawing: where there still is a cycle,
/// they are turned first.
std::vector<char> breakCycles(Digraph &graph, const std::vector<char> &turnedBefore);

} // namespace slipway::layout
