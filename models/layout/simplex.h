#pragma once

#include "layout/digraph.h"

namespace slipway::layout {

/// Moves `ranks` so that the sum of weight × (rank of `to` - rank of `from`) over all arcs is least.
///
/// `lengths` has one value an arc: the least difference of its ends' ranks. `ranks` must keep them already.
/// The graph must be connected. Stops early, with valid ranks, after a number of steps that grows with the graph.
/// Method: network simplex, as in Gansner, Koutsofios, North, Vo: A Technique for Drawing Directed Graphs (1993).
void minimiseLengths(const Digraph &graph, const std::vector<int> &lengths, std::vector<int> &ranks);

} // namespace slipway::layout
