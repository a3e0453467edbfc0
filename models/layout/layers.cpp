#include "layout/layers.h"

#include <algorithm>

namespace slipway::layout {

namespace {

struct Segment {
    int from = 0;
    int to = 0;
    int arc = 0;
};

std::vector<Segment> segmentsOf(const Digraph &graph, const std::vector<int> &firstBend)
{
    std::vector<Segment> segments;
    for (std::size_t place = 0; place < graph.arcs.size(); ++place) {
        int from = graph.arcs[place].from;
        const int arc = static_cast<int>(place);
        for (int bend = firstBend[place]; bend < firstBend[place + 1]; ++bend) {
            segments.push_back({from, bend, arc});
            from = bend;
        }
        segments.push_back({from, graph.arcs[place].to, arc});
    }
    return segments;
}

} // namespace

Layers cutIntoLayers(const Digraph &graph, const std::vector<int> &layerOf)
{
    Layers layers;
    layers.nodeCount = graph.nodeCount;
    layers.layerOf = layerOf;
    layers.arcs = graph.arcs;
    for (const Arc &arc : graph.arcs) {
        layers.firstBend.push_back(static_cast<int>(layers.layerOf.size()));
        for (int layer = layerOf[arc.from] + 1; layer < layerOf[arc.to]; ++layer)
            layers.layerOf.push_back(layer);
    }
    layers.itemCount = static_cast<int>(layers.layerOf.size());
    layers.firstBend.push_back(layers.itemCount);

    const std::vector<Segment> segments = segmentsOf(graph, layers.firstBend);
    const int count = static_cast<int>(segments.size());
    const auto from = [&segments](int place) { return segments[place].from; };
    const auto to = [&segments](int place) { return segments[place].to; };
    const auto arc = [&segments](int place) { return segments[place].arc; };
    layers.right = Lists(layers.itemCount, count, from, to);
    layers.left = Lists(layers.itemCount, count, to, from);
    layers.rightArcs = Lists(layers.itemCount, count, from, arc);
    layers.leftArcs = Lists(layers.itemCount, count, to, arc);

    layers.order.resize(*std::ranges::max_element(layers.layerOf) + 1);
    for (int item = 0; item < layers.itemCount; ++item)
        layers.order[layers.layerOf[item]].push_back(item);
    return layers;
}

} // namespace slipway::layout
