#include "layout/ranking.h"

#include "layout/simplex.h"

#include <algorithm>
#include <limits>

namespace slipway::layout {

namespace {

std::vector<int> topologicalOrder(const Digraph &graph, const Lists &out, const Lists &in)
{
    std::vector<int> missing(graph.nodeCount);
    std::vector<int> order;
    order.reserve(graph.nodeCount);
    for (int node = 0; node < graph.nodeCount; ++node) {
        missing[node] = in.sizeOf(node);
        if (missing[node] == 0)
            order.push_back(node);
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        for (const int place : out.of(order[next])) {
            if (--missing[graph.arcs[place].to] == 0)
                order.push_back(graph.arcs[place].to);
        }
    }
    return order;
}

/// Layers that keep every arc's length: those of `before` where known and possible, else as far left as can be.
std::vector<int> firstRanks(const Digraph &graph, const std::vector<int> &order, const Lists &in,
                            const std::vector<int> &before)
{
    std::vector<int> ranks(graph.nodeCount, 0);
    for (const int node : order) {
        int rank = before.empty() ? 0 : std::max(before[node], 0);
        for (const int place : in.of(node))
            rank = std::max(rank, ranks[graph.arcs[place].from] + 1);
        ranks[node] = rank;
    }
    return ranks;
}

void beginAtZero(std::vector<int> &ranks)
{
    const int least = *std::ranges::min_element(ranks);
    for (int &rank : ranks)
        rank -= least;
}

/// The layers in which a node may lie while all others stay, and what a layer more to the right costs.
struct Freedom {
    int low = std::numeric_limits<int>::min();
    int high = std::numeric_limits<int>::max();
    int weight = 0;
};

Freedom freedomOf(const Digraph &graph, int node, const Lists &out, const Lists &in, const std::vector<int> &ranks)
{
    Freedom freedom;
    for (const int place : in.of(node)) {
        freedom.weight += graph.arcs[place].weight;
        freedom.low = std::max(freedom.low, ranks[graph.arcs[place].from] + 1);
    }
    for (const int place : out.of(node)) {
        freedom.weight -= graph.arcs[place].weight;
        freedom.high = std::min(freedom.high, ranks[graph.arcs[place].to] - 1);
    }
    return freedom;
}

/// Moves each node that may lie in several layers at the same cost to the one with the fewest nodes.
void balance(const Digraph &graph, const std::vector<int> &order, const Lists &out, const Lists &in,
             std::vector<int> &ranks)
{
    std::vector<int> sizes(*std::ranges::max_element(ranks) + 1, 0);
    for (const int rank : ranks)
        ++sizes[rank];
    for (const int node : order) {
        const Freedom freedom = freedomOf(graph, node, out, in, ranks);
        // At equal weight a node with arcs has some on both sides, so both ends are layers.
        if (freedom.weight != 0 || in.sizeOf(node) == 0)
            continue;
        --sizes[ranks[node]];
        int best = ranks[node];
        for (int rank = freedom.low; rank <= freedom.high; ++rank) {
            if (sizes[rank] < sizes[best])
                best = rank;
        }
        ++sizes[best];
        ranks[node] = best;
    }
}

long long lengthOf(const Digraph &graph, const std::vector<int> &ranks)
{
    long long length = 0;
    for (const Arc &arc : graph.arcs)
        length += static_cast<long long>(arc.weight) * (ranks[arc.to] - ranks[arc.from]);
    return length;
}

/// Moves nodes back to the layer that they had, where that costs nothing.
void returnToFormer(const Digraph &graph, const std::vector<int> &order, const Lists &out, const Lists &in,
                    const std::vector<int> &before, std::vector<int> &ranks)
{
    for (const int node : order) {
        const Freedom freedom = freedomOf(graph, node, out, in, ranks);
        if (freedom.weight == 0 && before[node] >= freedom.low && before[node] <= freedom.high)
            ranks[node] = before[node];
    }
}

} // namespace

std::vector<int> rankNodes(const Digraph &graph, const std::vector<int> &before)
{
    const Lists out = arcsOut(graph);
    const Lists in = arcsIn(graph);
    const std::vector<int> order = topologicalOrder(graph, out, in);
    const std::vector<int> first = firstRanks(graph, order, in, before);
    std::vector<int> ranks = first;
    minimiseLengths(graph, std::vector<int>(graph.arcs.size(), 1), ranks);
    if (before.empty()) {
        beginAtZero(ranks);
        balance(graph, order, out, in, ranks);
        return ranks;
    }
    if (lengthOf(graph, first) == lengthOf(graph, ranks))
        ranks = first;
    else
        returnToFormer(graph, order, out, in, before, ranks);
    beginAtZero(ranks);
    return ranks;
}

} // namespace slipway::layout
