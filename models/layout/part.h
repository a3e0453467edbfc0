#pragma once

#include "layout/routing.h"

namespace slipway::layout {

/// A connected part of the graph.
struct Part {
    Digraph graph;
    std::vector<double> widths;
    std::vector<double> heights;
};

struct DrawnPart {
    Drawing drawing;
    std::vector<int> layerOf;
    /// One a arc of the part, from its `from` to its `to`.
    std::vector<std::vector<Point>> ways;
    double width = 0;
    double height = 0;
};

DrawnPart drawPart(const Part &part, const Options &options);

} // namespace slipway::layout
