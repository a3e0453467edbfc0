#pragma once

#include "layout/digraph.h"

namespace slipway::layout {

/// The layer of each node, from 0, so that each arc leads at least one layer on and arcs are short altogether.
///
/// The graph must be connected and without cycles. `before`, empty or one value a node with -1 for unknown, holds the
/// layers of an earlier drawing: of equally good answers one near it is taken.
std::vector<int> rankNodes(const Digraph &graph, const std::vector<int> &before);

} // namespace slipway::layout
