#pragma once

#include "layout/layout.h"
#include "workflow/graph.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace slipway::workflow {

/// Width and height, in the caller's units.
struct Size {
    double width = 0;
    double height = 0;
};

/// Where a graph's boxes and lines lie. Nodes and edges are those of the graph, in its order; all places are absolute.
struct PlacedGraph {
    struct Box {
        double x = 0;
        double y = 0;
        double width = 0;
        double height = 0;

        bool operator==(const Box &) const = default;
    };
    std::vector<Box> boxes;
    std::vector<std::vector<layout::Point>> lines;
    /// Everything lies within (0, top) and (width, top + height). As in layout::Layout, top is 0 in a new drawing.
    double top = 0;
    double width = 0;
    double height = 0;
    /// Each level as it was drawn, by the id of its group, "" for the top: what the next drawing holds on to.
    std::map<std::string, layout::Layout, std::less<>> levels;
};

struct ArrangeOptions {
    layout::Options layout;
    /// Around the inside of an open group, and above it for its title.
    double padding = 16;
    double header = 32;
    /// How the graph was drawn before an edit; read during the call only.
    const PlacedGraph *previous = nullptr;
};

/// One level of the graph, as what the layout takes: the nodes whose parent is `group` (-1 for the top) and their
/// edges.
layout::Graph levelOf(const Graph &graph, int group, const std::vector<Size> &sizes);

/// Draws the graph, open groups around their insides. `sizeOf` gives the size of what is no open group. Errors: as of
/// layout::layOut. Pure; any thread.
base::Result<PlacedGraph> arrange(const Graph &graph, const std::function<Size(const GraphNode &)> &sizeOf,
                                  const ArrangeOptions &options = {});

} // namespace slipway::workflow
