#pragma once

#include "layout/digraph.h"

namespace slipway::layout {

/// How arcs to turn are found. Walk: those that lead back in a walk from the nodes that nothing enters. Row: those that
/// lead back in a row of the nodes that was made for few such arcs; the drawing is shorter, and often has more
/// crossings.
enum class CycleBreaking { Walk, Row };

/// Turns arcs of `graph` around until no cycle is left, and says for each arc whether it was turned.
///
/// `turnedBefore`, empty or one value an arc, names those that were turned in an earlier drawing: where there still is
/// a cycle, they are turned first.
std::vector<char> breakCycles(Digraph &graph, CycleBreaking method, const std::vector<char> &turnedBefore);

} // namespace slipway::layout
