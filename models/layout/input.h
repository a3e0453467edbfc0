#pragma once

#include "layout/digraph.h"
#include "layout/layout.h"

namespace slipway::layout {

/// A graph by numbers, in its own order.
struct Input {
    Digraph graph;
    std::vector<double> widths;
    std::vector<double> heights;
};

/// Error: invalidInput, as layOut says.
base::Result<Input> readInput(const Graph &graph, const Options &options);

} // namespace slipway::layout
