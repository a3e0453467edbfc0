#include "layout/layout.h"

#include "layout/input.h"
#include "layout/memory.h"
#include "layout/part.h"

#include <algorithm>

namespace slipway::layout {

namespace {

/// The connected parts of a graph, and for each of its nodes the part and the place in it.
struct Split {
    std::vector<Part> parts;
    std::vector<int> partOf;
    std::vector<int> placeOf;
};

Split split(const Graph &graph, const Input &input, const Memory &memory)
{
    Split result;
    result.partOf = connectedParts(input.graph);
    for (int node = 0; node < input.graph.nodeCount; ++node) {
        if (result.partOf[node] == static_cast<int>(result.parts.size()))
            result.parts.emplace_back();
        Part &part = result.parts[result.partOf[node]];
        result.placeOf.push_back(part.graph.nodeCount++);
        part.widths.push_back(input.widths[node]);
        part.heights.push_back(input.heights[node]);
        part.before.nodes.push_back(memory.find(graph.nodes[node]));
    }
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        const Arc &arc = input.graph.arcs[edge];
        Part &part = result.parts[result.partOf[arc.from]];
        part.graph.arcs.push_back({result.placeOf[arc.from], result.placeOf[arc.to], 1});
        part.before.edges.push_back(memory.find(graph.edges[edge]));
    }
    return result;
}

void moveDown(DrawnPart &part, double distance)
{
    if (distance == 0)
        return;
    part.top += distance;
    part.bottom += distance;
    for (Drawing::Box &box : part.drawing.boxes)
        box.y += distance;
    for (auto &way : part.ways) {
        for (Point &point : way)
            point.y += distance;
    }
}

/// Makes room around the largest of the parts that keep their place, which are sorted from top to bottom.
void spread(const std::vector<DrawnPart *> &kept, double gap)
{
    constexpr double nothing = 1e-6;
    const auto size = [](const DrawnPart *part) { return part->layerOf.size(); };
    const auto largest = std::ranges::max_element(kept, {}, size);
    for (auto part = largest; part != kept.begin(); --part) {
        DrawnPart *above = *(part - 1);
        const double overlap = above->bottom + gap - (*part)->top;
        moveDown(*above, overlap > nothing ? -overlap : 0);
    }
    for (auto part = largest; part + 1 != kept.end(); ++part) {
        DrawnPart *below = *(part + 1);
        const double overlap = (*part)->bottom + gap - below->top;
        moveDown(*below, overlap > nothing ? overlap : 0);
    }
}

/// Puts the parts one below the other: first those that keep their place, then the others in their order.
void stack(std::vector<DrawnPart> &parts, double gap)
{
    std::vector<DrawnPart *> kept;
    for (DrawnPart &part : parts) {
        if (part.isKept)
            kept.push_back(&part);
    }
    std::ranges::stable_sort(kept, {}, &DrawnPart::top);
    if (!kept.empty())
        spread(kept, gap);
    double free = kept.empty() ? 0 : kept.back()->bottom + gap;
    for (DrawnPart &part : parts) {
        if (part.isKept)
            continue;
        moveDown(part, free - part.top);
        free = part.bottom + gap;
    }
}

Layout assemble(const Graph &graph, const Input &input, const Split &pieces, std::vector<DrawnPart> drawn)
{
    Layout layout;
    double bottom = 0;
    for (const DrawnPart &part : drawn) {
        const bool isFirst = &part == &drawn.front();
        layout.width = std::max(layout.width, part.width);
        layout.top = isFirst ? part.top : std::min(layout.top, part.top);
        bottom = isFirst ? part.bottom : std::max(bottom, part.bottom);
    }
    layout.height = bottom - layout.top;
    for (std::size_t node = 0; node < graph.nodes.size(); ++node) {
        const DrawnPart &part = drawn[pieces.partOf[node]];
        const int place = pieces.placeOf[node];
        const Drawing::Box &box = part.drawing.boxes[place];
        layout.nodes.push_back({graph.nodes[node].id, box.x, box.y, box.width, box.height, part.layerOf[place]});
    }
    std::vector<std::size_t> next(drawn.size(), 0);
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        const int part = pieces.partOf[input.graph.arcs[edge].from];
        layout.edges.push_back({graph.edges[edge].from, graph.edges[edge].to, graph.edges[edge].kind,
                                std::move(drawn[part].ways[next[part]++])});
    }
    return layout;
}

} // namespace

base::Result<Layout> layOut(const Graph &graph, const Options &options)
{
    const auto input = readInput(graph, options);
    if (!input)
        return std::unexpected(input.error());
    const Split pieces = split(graph, *input, Memory(options.previous));
    std::vector<DrawnPart> drawn;
    for (const Part &part : pieces.parts)
        drawn.push_back(drawPart(part, options));
    stack(drawn, options.nodeGap);
    return assemble(graph, *input, pieces, std::move(drawn));
}

} // namespace slipway::layout
