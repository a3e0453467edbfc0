#include "layout/simple.h"

#include <algorithm>
#include <numeric>

namespace slipway::layout {

Simple simplify(const Digraph &graph, CycleBreaking method, const std::vector<char> &turnedBefore)
{
    Simple simple;
    simple.arcOf.assign(graph.arcs.size(), Simple::loop);
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
    const std::vector<char> turned = breakCycles(whole, method, before);
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

void leaveOutLongest(Simple &simple, const std::vector<int> &layerOf, std::int64_t mostPassed)
{
    std::vector<Arc> &arcs = simple.graph.arcs;
    const auto passed = [&](int arc) { return layerOf[arcs[arc].to] - layerOf[arcs[arc].from] - 1; };
    std::vector<int> byLength(arcs.size());
    std::iota(byLength.begin(), byLength.end(), 0);
    std::ranges::stable_sort(byLength, {}, passed);
    std::vector<int> placeOf(arcs.size(), Simple::leftOut);
    std::int64_t sum = 0;
    for (const int arc : byLength) {
        sum += passed(arc);
        if (sum <= mostPassed)
            placeOf[arc] = 0;
    }
    if (sum <= mostPassed)
        return;
    std::vector<Arc> kept;
    for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
        if (placeOf[arc] == Simple::leftOut)
            continue;
        placeOf[arc] = static_cast<int>(kept.size());
        kept.push_back(arcs[arc]);
    }
    for (int &arc : simple.arcOf)
        arc = arc == Simple::loop ? arc : placeOf[arc];
    arcs = std::move(kept);
}

} // namespace slipway::layout
