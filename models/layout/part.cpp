#include "layout/part.h"

#include "layout/cycles.h"
#include "layout/ordering.h"
#include "layout/ranking.h"

#include <algorithm>
#include <limits>

namespace slipway::layout {

namespace {

/// The part without loops and with one arc for all between the same two nodes in the same direction.
struct Simple {
    Digraph graph;
    /// For each arc of the part, its arc here, or -1 for a loop; and whether it runs against it.
    std::vector<int> arcOf;
    std::vector<char> isTurned;
};

Simple simplify(const Digraph &graph)
{
    Simple simple;
    simple.arcOf.assign(graph.arcs.size(), -1);
    Digraph whole{graph.nodeCount, {}};
    std::vector<int> origin;
    for (std::size_t place = 0; place < graph.arcs.size(); ++place) {
        if (graph.arcs[place].from == graph.arcs[place].to)
            continue;
        whole.arcs.push_back(graph.arcs[place]);
        origin.push_back(static_cast<int>(place));
    }
    const std::vector<char> turned = breakCycles(whole, {});
    simple.isTurned.assign(graph.arcs.size(), 0);
    simple.graph.nodeCount = graph.nodeCount;
    const Lists out = arcsOut(whole);
    std::vector<int> arcTo(graph.nodeCount, -1);
    for (int node = 0; node < graph.nodeCount; ++node) {
        const int first = static_cast<int>(simple.graph.arcs.size());
        for (const int place : out.of(node)) {
            int &known = arcTo[whole.arcs[place].to];
            if (known < first) {
                known = static_cast<int>(simple.graph.arcs.size());
                simple.graph.arcs.push_back({node, whole.arcs[place].to, 0});
            }
            ++simple.graph.arcs[known].weight;
            simple.arcOf[origin[place]] = known;
            simple.isTurned[origin[place]] = turned[place];
        }
    }
    return simple;
}

std::vector<Point> loopAt(const Drawing::Box &box, double reach)
{
    const double right = box.x + box.width;
    const double middle = box.y + box.height / 2;
    const double rise = std::min(box.height / 4, 12.0);
    return {
        {right, middle - rise}, {right + reach, middle - rise}, {right + reach, middle + rise}, {right, middle + rise}};
}

void moveToCorner(Drawing &drawing, DrawnPart &drawn)
{
    double top = std::numeric_limits<double>::max();
    double bottom = std::numeric_limits<double>::lowest();
    for (const Drawing::Box &box : drawing.boxes) {
        top = std::min(top, box.y);
        bottom = std::max(bottom, box.y + box.height);
        drawn.width = std::max(drawn.width, box.x + box.width);
    }
    for (const auto &way : drawn.ways) {
        for (const Point &point : way) {
            top = std::min(top, point.y);
            bottom = std::max(bottom, point.y);
            drawn.width = std::max(drawn.width, point.x);
        }
    }
    for (Drawing::Box &box : drawing.boxes)
        box.y -= top;
    for (auto &way : drawn.ways) {
        for (Point &point : way)
            point.y -= top;
    }
    drawn.height = bottom - top;
}

OrderingEffort effortOf(const Options &options)
{
    if (options.effort == Options::Effort::Interactive)
        return {.perItem = 2000, .atLeast = 1e5};
    return {.perItem = 20000, .atLeast = 1e6};
}

} // namespace

DrawnPart drawPart(const Part &part, const Options &options)
{
    const Simple simple = simplify(part.graph);
    DrawnPart drawn;
    drawn.layerOf = rankNodes(simple.graph, {});
    Layers layers = cutIntoLayers(simple.graph, drawn.layerOf);
    orderLayers(layers, effortOf(options));
    const Spacing spacing{options.layerGap, options.nodeGap, options.edgeGap};
    drawn.drawing = placeColumns(layers, part.widths, part.heights, spacing, placeItems(layers, part.heights, spacing));
    const auto ways = routeArcs(layers, drawn.drawing);
    for (std::size_t place = 0; place < part.graph.arcs.size(); ++place) {
        if (simple.arcOf[place] < 0) {
            drawn.ways.push_back(loopAt(drawn.drawing.boxes[part.graph.arcs[place].from], options.layerGap / 4));
            continue;
        }
        drawn.ways.push_back(ways[simple.arcOf[place]]);
        if (simple.isTurned[place])
            std::ranges::reverse(drawn.ways.back());
    }
    moveToCorner(drawn.drawing, drawn);
    return drawn;
}

} // namespace slipway::layout
