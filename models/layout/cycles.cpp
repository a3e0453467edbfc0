#include "layout/cycles.h"

#include <algorithm>
#include <utility>

namespace slipway::layout {

namespace {

/// A walk in depth, without recursion: cycles may be as long as the graph.
class Walk
{
public:
    Walk(const Digraph &graph, std::vector<char> &back)
        : m_graph(graph)
        , m_back(back)
        , m_out(arcsOut(graph))
        , m_state(graph.nodeCount, State::Unseen)
        , m_next(graph.nodeCount, 0)
    { }

    void from(int root)
    {
        if (m_state[root] != State::Unseen)
            return;
        enter(root);
        while (!m_path.empty()) {
            const int node = m_path.back();
            const auto arcs = m_out.of(node);
            if (m_next[node] == static_cast<int>(arcs.size())) {
                m_state[node] = State::Left;
                m_path.pop_back();
            } else {
                follow(arcs[m_next[node]++]);
            }
        }
    }

private:
    enum class State : char { Unseen, OnPath, Left };

    void enter(int node)
    {
        m_state[node] = State::OnPath;
        m_path.push_back(node);
    }

    void follow(int place)
    {
        const int target = m_graph.arcs[place].to;
        if (m_state[target] == State::OnPath)
            m_back[place] = 1;
        else if (m_state[target] == State::Unseen)
            enter(target);
    }

    const Digraph &m_graph;
    std::vector<char> &m_back;
    Lists m_out;
    std::vector<State> m_state;
    std::vector<int> m_next;
    std::vector<int> m_path;
};

void turn(Digraph &graph, const std::vector<char> &turned)
{
    for (std::size_t place = 0; place < turned.size(); ++place) {
        if (turned[place])
            std::swap(graph.arcs[place].from, graph.arcs[place].to);
    }
}

/// The arcs that lead back in a walk from the nodes that nothing enters, and then from what is left.
std::vector<char> findBackArcs(const Digraph &graph)
{
    std::vector<char> back(graph.arcs.size(), 0);
    const Lists in = arcsIn(graph);
    Walk walk(graph, back);
    for (int node = 0; node < graph.nodeCount; ++node) {
        if (in.sizeOf(node) == 0)
            walk.from(node);
    }
    for (int node = 0; node < graph.nodeCount; ++node)
        walk.from(node);
    return back;
}

} // namespace

std::vector<char> breakCycles(Digraph &graph, const std::vector<char> &turnedBefore)
{
    std::vector<char> turned = findBackArcs(graph);
    const bool hasCycle = std::ranges::any_of(turned, [](char back) { return back != 0; });
    if (!hasCycle || std::ranges::none_of(turnedBefore, [](char before) { return before != 0; })) {
        turn(graph, turned);
        return turned;
    }
    turn(graph, turnedBefore);
    turned = findBackArcs(graph);
    turn(graph, turned);
    std::ranges::transform(turned, turnedBefore, turned.begin(), [](char now, char then) { return now != then; });
    return turned;
}

} // namespace slipway::layout
