#include "layout/ranking.h"

#include "layout/simplex.h"

#include <algorithm>

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

/// Moves each node that may lie in several layers at the same cost to the one with the fewest nodes.
void balance(const Digraph &graph, const std::vector<int> &order, const Lists &out, const Lists &in,
             std::vector<int> &ranks)
{
    const int last = *std::ranges::max_element(ranks);
    std::vector<int> sizes(last + 1, 0);
    for (const int rank : ranks)
        ++sizes[rank];
    for (const int node : order) {
        int weight = 0;
        int low = 0;
        int high = last;
        for (const int place : in.of(node)) {
            weight += graph.arcs[place].weight;
            low = std::max(low, ranks[graph.arcs[place].from] + 1);
        }
        for (const int place : out.of(node)) {
            weight -= graph.arcs[place].weight;
            high = std::min(high, ranks[graph.arcs[place].to] - 1);
        }
        if (weight != 0 || low >= high)
            continue;
        int best = ranks[node];
        for (int rank = low; rank <= high; ++rank) {
            if (sizes[rank] + (rank != ranks[node]) < sizes[best] + (best != ranks[node]))
                best = rank;
        }
        --sizes[ranks[node]];
        ++sizes[best];
        ranks[node] = best;
    }
}

} // namespace

std::vector<int> rankNodes(const Digraph &graph, const std::vector<int> &before)
{
    const Lists out = arcsOut(graph);
    const Lists in = arcsIn(graph);
    const std::vector<int> order = topologicalOrder(graph, out, in);
    std::vector<int> ranks = firstRanks(graph, order, in, before);
    minimiseLengths(graph, std::vector<int>(graph.arcs.size(), 1), ranks);
    beginAtZero(ranks);
    if (before.empty())
        balance(graph, order, out, in, ranks);
    return ranks;
}

} // namespace slipway::layout
