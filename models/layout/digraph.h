#pragma once

#include <span>
#include <vector>

namespace slipway::layout {

/// An edge between numbered nodes. `weight` counts the edges that it stands for.
struct Arc {
    int from = 0;
    int to = 0;
    int weight = 1;

    bool operator==(const Arc &) const = default;
};

/// Nodes 0…nodeCount-1 and the arcs between them.
struct Digraph {
    int nodeCount = 0;
    std::vector<Arc> arcs;
};

/// For each of many numbers, a list of numbers, all in one block of memory.
class Lists
{
public:
    Lists() = default;
    /// The list of `key(i)` gets `value(i)`, for i in 0…count-1, in that order.
    template<typename Key, typename Value>
    Lists(int lists, int count, Key key, Value value)
        : m_begin(static_cast<std::size_t>(lists) + 1)
        , m_values(static_cast<std::size_t>(count))
    {
        for (int i = 0; i < count; ++i)
            ++m_begin[key(i) + 1];
        for (int list = 0; list < lists; ++list)
            m_begin[list + 1] += m_begin[list];
        std::vector<int> next(m_begin.begin(), m_begin.end() - 1);
        for (int i = 0; i < count; ++i)
            m_values[next[key(i)]++] = value(i);
    }

    std::span<const int> of(int list) const
    {
        return {m_values.data() + m_begin[list], m_values.data() + m_begin[list + 1]};
    }
    int sizeOf(int list) const { return m_begin[list + 1] - m_begin[list]; }

private:
    std::vector<int> m_begin;
    std::vector<int> m_values;
};

/// For each node, the places in `graph.arcs` of those that leave it.
Lists arcsOut(const Digraph &graph);
/// For each node, the places in `graph.arcs` of those that enter it.
Lists arcsIn(const Digraph &graph);

/// For each node the number of its connected part; parts are numbered by their first node.
std::vector<int> connectedParts(const Digraph &graph);

} // namespace slipway::layout
