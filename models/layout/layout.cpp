#include "layout/layout.h"

#include "layout/input.h"
#include "layout/part.h"

#include <algorithm>

namespace slipway::layout {

namespace {

/// One number a node or edge of the graph: where it is in its part.
struct Split {
    std::vector<Part> parts;
    std::vector<int> nodePart;
    std::vector<int> nodePlace;
};

Split split(const Input &input)
{
    Split result;
    result.nodePart = connectedParts(input.graph);
    for (int node = 0; node < input.graph.nodeCount; ++node) {
        if (result.nodePart[node] == static_cast<int>(result.parts.size()))
            result.parts.emplace_back();
        Part &part = result.parts[result.nodePart[node]];
        result.nodePlace.push_back(part.graph.nodeCount++);
        part.widths.push_back(input.widths[node]);
        part.heights.push_back(input.heights[node]);
    }
    for (const Arc &arc : input.graph.arcs) {
        Part &part = result.parts[result.nodePart[arc.from]];
        part.graph.arcs.push_back({result.nodePlace[arc.from], result.nodePlace[arc.to], 1});
    }
    return result;
}

} // namespace

base::Result<Layout> layOut(const Graph &graph, const Options &options)
{
    const auto input = readInput(graph, options);
    if (!input)
        return std::unexpected(input.error());
    Split pieces = split(*input);
    Layout layout;
    std::vector<DrawnPart> drawn;
    std::vector<double> top;
    for (const Part &part : pieces.parts) {
        drawn.push_back(drawPart(part, options));
        top.push_back(layout.height);
        layout.height += drawn.back().height + options.nodeGap;
        layout.width = std::max(layout.width, drawn.back().width);
    }
    layout.height = std::max(0.0, layout.height - options.nodeGap);
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        const DrawnPart &part = drawn[pieces.nodePart[node]];
        const int place = pieces.nodePlace[node];
        const Drawing::Box &box = part.drawing.boxes[place];
        layout.nodes.push_back({graph.nodes[node].id, box.x, box.y + top[pieces.nodePart[node]], box.width, box.height,
                                part.layerOf[place]});
    }
    std::vector<std::size_t> next(drawn.size(), 0);
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        const int partNumber = pieces.nodePart[input->graph.arcs[edge].from];
        PlacedEdge placed{graph.edges[edge].from, graph.edges[edge].to, graph.edges[edge].kind,
                          std::move(drawn[partNumber].ways[next[partNumber]++])};
        for (Point &point : placed.points)
            point.y += top[partNumber];
        layout.edges.push_back(std::move(placed));
    }
    return layout;
}

} // namespace slipway::layout
