#pragma once

#include "layout/before.h"
#include "layout/routing.h"

namespace slipway::layout {

/// A connected part of the graph.
struct Part {
    Digraph graph;
    std::vector<double> widths;
    std::vector<double> heights;
    Before before;
};

struct DrawnPart {
    Drawing drawing;
    std::vector<int> layerOf;
    /// One an arc of the part, from its `from` to its `to`.
    std::vector<std::vector<Point>> ways;
    double top = 0;
    double bottom = 0;
    double width = 0;
    /// Whether it lies where it lay before, as far as an edit allows; else it may be moved up and down.
    bool isKept = false;
};

DrawnPart drawPart(const Part &part, const Options &options);

} // namespace slipway::layout
