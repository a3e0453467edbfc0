#include "layout/digraph.h"

namespace slipway::layout {

Lists arcsOut(const Digraph &graph)
{
    return {graph.nodeCount, static_cast<int>(graph.arcs.size()), [&graph](int arc) { return graph.arcs[arc].from; },
            [](int arc) { return arc; }};
}

Lists arcsIn(const Digraph &graph)
{
    return {graph.nodeCount, static_cast<int>(graph.arcs.size()), [&graph](int arc) { return graph.arcs[arc].to; },
            [](int arc) { return arc; }};
}

std::vector<int> connectedParts(const Digraph &graph)
{
    const Lists out = arcsOut(graph);
    const Lists in = arcsIn(graph);
    std::vector<int> parts(graph.nodeCount, -1);
    std::vector<int> waiting;
    int count = 0;
    const auto reach = [&parts, &waiting](int node, int part) {
        if (parts[node] >= 0)
            return;
        parts[node] = part;
        waiting.push_back(node);
    };
    for (int first = 0; first < graph.nodeCount; ++first) {
        if (parts[first] >= 0)
            continue;
        reach(first, count);
        while (!waiting.empty()) {
            const int node = waiting.back();
            waiting.pop_back();
            for (const int arc : out.of(node))
                reach(graph.arcs[arc].to, count);
            for (const int arc : in.of(node))
                reach(graph.arcs[arc].from, count);
        }
        ++count;
    }
    return parts;
}

} // namespace slipway::layout
