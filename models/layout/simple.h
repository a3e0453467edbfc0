#pragma once

#include "layout/cycles.h"

#include <cstdint>

namespace slipway::layout {

/// A graph without cycles and loops, and with one arc for all between the same two nodes.
struct Simple {
    Digraph graph;
    static constexpr int loop = -1;
    static constexpr int leftOut = -2;
    /// For each arc of the graph it was made from, its arc here, `loop` or `leftOut`; and whether it runs against it.
    std::vector<int> arcOf;
    std::vector<char> isTurned;
};

/// `method` and `turnedBefore`: as breakCycles takes them.
Simple simplify(const Digraph &graph, CycleBreaking method, const std::vector<char> &turnedBefore);

/// Leaves out the longest arcs, so that the others together pass at most `mostPassed` layers: a graph of n nodes may
/// have arcs that pass n³ / 6.
void leaveOutLongest(Simple &simple, const std::vector<int> &layerOf, std::int64_t mostPassed);

} // namespace slipway::layout
