#include "layout/cycles.h"

#include <algorithm>
#include <limits>
#include <queue>
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
std::vector<char> backArcsOfWalk(const Digraph &graph)
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

/// Puts nodes in a row, one at a time: those that nothing is left to enter at the left, those that leave to nothing at
/// the right, else the one that leaves more than it is entered at the left. Few arcs lead back in it.
/// Method: Eades, Lin, Smyth: A fast and effective heuristic for the feedback arc set problem (1993).
class Row
{
public:
    explicit Row(const Digraph &graph)
        : m_graph(graph)
        , m_out(arcsOut(graph))
        , m_in(arcsIn(graph))
        , m_place(graph.nodeCount, 0)
        , m_isPlaced(graph.nodeCount, 0)
    {
        for (int node = 0; node < graph.nodeCount; ++node) {
            m_leaving.push_back(m_out.sizeOf(node));
            m_entering.push_back(m_in.sizeOf(node));
            offer(node);
        }
    }

    std::vector<char> backArcs()
    {
        for (int step = 0; step < m_graph.nodeCount; ++step)
            placeNext();
        std::vector<char> back;
        for (const Arc &arc : m_graph.arcs)
            back.push_back(m_place[arc.from] > m_place[arc.to]);
        return back;
    }

private:
    /// Ends first, then by what leaves less what enters; of equal ones the first node.
    struct Offer {
        int rank = 0;
        int node = 0;

        bool operator<(const Offer &other) const { return rank != other.rank ? rank < other.rank : node > other.node; }
    };

    int rankOf(int node) const
    {
        if (m_leaving[node] == 0 || m_entering[node] == 0)
            return std::numeric_limits<int>::max();
        return m_leaving[node] - m_entering[node];
    }

    void offer(int node) { m_offers.push({rankOf(node), node}); }

    void placeNext()
    {
        // Offers are not taken back when a rank changes; one that is out of date is passed over.
        while (m_isPlaced[m_offers.top().node] || m_offers.top().rank != rankOf(m_offers.top().node))
            m_offers.pop();
        const int node = m_offers.top().node;
        m_isPlaced[node] = 1;
        m_place[node] = m_leaving[node] == 0 ? m_last-- : m_first++;
        for (const int arc : m_out.of(node))
            loosen(m_graph.arcs[arc].to, m_entering);
        for (const int arc : m_in.of(node))
            loosen(m_graph.arcs[arc].from, m_leaving);
    }

    void loosen(int node, std::vector<int> &count)
    {
        --count[node];
        if (!m_isPlaced[node])
            offer(node);
    }

    const Digraph &m_graph;
    Lists m_out;
    Lists m_in;
    std::vector<int> m_leaving;
    std::vector<int> m_entering;
    std::vector<int> m_place;
    std::vector<char> m_isPlaced;
    std::priority_queue<Offer> m_offers;
    int m_first = 0;
    int m_last = std::numeric_limits<int>::max();
};

} // namespace

std::vector<char> breakCycles(Digraph &graph, CycleBreaking method, const std::vector<char> &turnedBefore)
{
    const auto isTurned = [](char turned) { return turned != 0; };
    std::vector<char> turned = backArcsOfWalk(graph);
    const bool hasCycle = std::ranges::any_of(turned, isTurned);
    if (hasCycle && std::ranges::any_of(turnedBefore, isTurned)) {
        turn(graph, turnedBefore);
        turned = backArcsOfWalk(graph);
        turn(graph, turned);
        std::ranges::transform(turned, turnedBefore, turned.begin(), [](char now, char then) { return now != then; });
        return turned;
    }
    if (hasCycle && method == CycleBreaking::Row)
        turned = Row(graph).backArcs();
    turn(graph, turned);
    return turned;
}

} // namespace slipway::layout
