#pragma once

#include "layout/layout.h"

#include <cstdint>

namespace slipway::tests {

/// Numbers that are the same in each run.
class Dice
{
public:
    explicit Dice(std::uint64_t seed)
        : m_state(seed * 2654435761U + 88172645463325252U)
    { }
    int below(int limit)
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return static_cast<int>((m_state >> 33) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t m_state;
};

/// A graph of `nodes` nodes n0, n1, … with sizes as jobs have. With `hasCycles` edges lead both ways.
inline layout::Graph randomGraph(Dice &dice, int nodes, int edges, bool hasCycles = false)
{
    layout::Graph graph;
    for (int node = 0; node < nodes; ++node)
        graph.nodes.push_back({"n" + std::to_string(node), 100.0 + dice.below(15) * 10, 30.0 + dice.below(10) * 6});
    for (int edge = 0; edge < edges && nodes > 1; ++edge) {
        int from = dice.below(nodes);
        int to = dice.below(nodes);
        if (!hasCycles && from == to)
            continue;
        if (!hasCycles && from > to)
            std::swap(from, to);
        graph.edges.push_back({"n" + std::to_string(from), "n" + std::to_string(to), edge % 3});
    }
    return graph;
}

} // namespace slipway::tests
