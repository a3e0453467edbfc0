#pragma once

#include "layout/digraph.h"

namespace slipway::layout {

/// A graph without cycles and loops, and with one arc for all between the same two nodes.
struct Simple {
    Digraph graph;
    /// For each arc of the graph it was made from, its arc here, or -1 for a loop; and whether it runs against it.
    std::vector<int> arcOf;
    std::vector<char> isTurned;
};

/// `turnedBefore`: as breakCycles takes it.
Simple simplify(const Digraph &graph, const std::vector<char> &turnedBefore);

} // namespace slipway::layout
