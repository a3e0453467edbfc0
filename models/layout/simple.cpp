#include "layout/simple.h"

#include "layout/cycles.h"

namespace slipway::layout {

Simple simplify(const Digraph &graph, const std::vector<char> &turnedBefore)
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
    std::vector<char> before;
    for (const int place : turnedBefore.empty() ? std::vector<int>() : origin)
        before.push_back(turnedBefore[place]);
    const std::vector<char> turned = breakCycles(whole, before);
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

} // namespace slipway::layout
