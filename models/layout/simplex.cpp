#include "layout/simplex.h"

#include <algorithm>
#include <limits>

namespace slipway::layout {

namespace {

constexpr int none = -1;

/// A spanning tree of tight arcs, changed one arc at a time while that makes the sum smaller.
class Simplex
{
public:
    Simplex(const Digraph &graph, const std::vector<int> &lengths, std::vector<int> &ranks)
        : m_graph(graph)
        , m_lengths(lengths)
        , m_ranks(ranks)
        , m_out(arcsOut(graph))
        , m_in(arcsIn(graph))
        , m_tree(graph.nodeCount)
        , m_inTree(graph.arcs.size(), 0)
        , m_cut(graph.arcs.size(), 0)
        , m_parentArc(graph.nodeCount, none)
        , m_low(graph.nodeCount, 0)
        , m_number(graph.nodeCount, 0)
        , m_byNumber(graph.nodeCount, 0)
    { }

    void run()
    {
        growTree();
        number(0, none, 0);
        computeCuts();
        const int limit = 4 * m_graph.nodeCount + 200;
        for (int step = 0; step < limit; ++step) {
            const int leaving = findLeaving();
            if (leaving == none)
                return;
            exchange(leaving, findEntering(leaving));
        }
    }

private:
    const Arc &arc(int place) const { return m_graph.arcs[place]; }
    int slack(int place) const { return m_ranks[arc(place).to] - m_ranks[arc(place).from] - m_lengths[place]; }
    int otherEnd(int place, int node) const { return arc(place).from == node ? arc(place).to : arc(place).from; }
    bool isBelow(int node, int root) const { return m_low[root] <= m_number[node] && m_number[node] <= m_number[root]; }
    /// The end of a tree arc that is farther from the root.
    int lowerEnd(int place) const { return m_parentArc[arc(place).from] == place ? arc(place).from : arc(place).to; }

    void join(int place)
    {
        m_inTree[place] = 1;
        m_tree[arc(place).from].push_back(place);
        m_tree[arc(place).to].push_back(place);
    }

    void reachTight(int start, std::vector<char> &reached, std::vector<int> &members)
    {
        std::size_t next = members.size();
        reached[start] = 1;
        members.push_back(start);
        for (; next < members.size(); ++next) {
            const int node = members[next];
            const auto visit = [&](int place) {
                const int other = otherEnd(place, node);
                if (reached[other] || slack(place) != 0)
                    return;
                reached[other] = 1;
                members.push_back(other);
                join(place);
            };
            std::ranges::for_each(m_out.of(node), visit);
            std::ranges::for_each(m_in.of(node), visit);
        }
    }

    void growTree()
    {
        std::vector<char> reached(m_graph.nodeCount, 0);
        std::vector<int> members;
        members.reserve(m_graph.nodeCount);
        reachTight(0, reached, members);
        while (static_cast<int>(members.size()) < m_graph.nodeCount) {
            const int nearest = findNearest(reached);
            const bool isForward = reached[arc(nearest).from];
            const int shift = isForward ? slack(nearest) : -slack(nearest);
            for (const int member : members)
                m_ranks[member] += shift;
            join(nearest);
            reachTight(isForward ? arc(nearest).to : arc(nearest).from, reached, members);
        }
    }

    int findNearest(const std::vector<char> &reached) const
    {
        int nearest = none;
        for (int place = 0; place < static_cast<int>(m_graph.arcs.size()); ++place) {
            if (reached[arc(place).from] != reached[arc(place).to]
                && (nearest == none || slack(place) < slack(nearest)))
                nearest = place;
        }
        return nearest;
    }

    /// Numbers the tree below `root` in postorder from `first`.
    void number(int root, int parentArc, int first)
    {
        int next = first;
        m_path.assign(1, root);
        m_step.assign(1, 0);
        m_parentArc[root] = parentArc;
        m_low[root] = next;
        while (!m_path.empty()) {
            const int node = m_path.back();
            if (m_step.back() == static_cast<int>(m_tree[node].size())) {
                m_byNumber[next] = node;
                m_number[node] = next++;
                m_path.pop_back();
                m_step.pop_back();
                continue;
            }
            const int place = m_tree[node][m_step.back()++];
            if (place == m_parentArc[node])
                continue;
            const int child = otherEnd(place, node);
            m_parentArc[child] = place;
            m_low[child] = next;
            m_path.push_back(child);
            m_step.push_back(0);
        }
    }

    void computeCuts()
    {
        for (int i = 0; i + 1 < m_graph.nodeCount; ++i) {
            const int node = m_byNumber[i];
            const int own = m_parentArc[node];
            // Seen from the lower end: what leaves its part counts against what enters.
            int sum = 0;
            const auto add = [&](int place) {
                const int sign = arc(place).from == node ? 1 : -1;
                if (place == own || !m_inTree[place])
                    sum += sign * arc(place).weight;
                else
                    sum += sign * (arc(place).weight - m_cut[place]);
            };
            std::ranges::for_each(m_out.of(node), add);
            std::ranges::for_each(m_in.of(node), add);
            m_cut[own] = arc(own).from == node ? sum : -sum;
        }
    }

    int findLeaving()
    {
        const int count = m_graph.nodeCount;
        int best = none;
        int seen = 0;
        for (int i = 0; i < count && seen < candidates; ++i) {
            m_cursor = m_cursor + 1 < count ? m_cursor + 1 : 0;
            const int place = m_parentArc[m_cursor];
            if (place == none || m_cut[place] >= 0)
                continue;
            ++seen;
            if (best == none || m_cut[place] < m_cut[best])
                best = place;
        }
        return best;
    }

    /// The arc with the least slack that leads across the cut against `leaving`.
    int findEntering(int leaving) const
    {
        const int lower = lowerEnd(leaving);
        const bool wantsOut = arc(leaving).to == lower;
        int best = none;
        int bestSlack = std::numeric_limits<int>::max();
        const auto consider = [&](int place, int other) {
            if (m_inTree[place] || isBelow(other, lower))
                return;
            if (const int found = slack(place); found < bestSlack) {
                best = place;
                bestSlack = found;
            }
        };
        for (int i = m_low[lower]; i <= m_number[lower] && bestSlack > 0; ++i) {
            const int node = m_byNumber[i];
            if (wantsOut) {
                for (const int place : m_out.of(node))
                    consider(place, arc(place).to);
            } else {
                for (const int place : m_in.of(node))
                    consider(place, arc(place).from);
            }
        }
        return best;
    }

    void exchange(int leaving, int entering)
    {
        const int lower = lowerEnd(leaving);
        const int delta = arc(leaving).to == lower ? slack(entering) : -slack(entering);
        for (int i = m_low[lower]; i <= m_number[lower]; ++i)
            m_ranks[m_byNumber[i]] += delta;
        const int cut = m_cut[leaving];
        const int top = lowestAbove(arc(entering).from, arc(entering).to);
        shiftCuts(arc(entering).from, top, -cut);
        shiftCuts(arc(entering).to, top, cut);
        m_cut[entering] = -cut;
        m_cut[leaving] = 0;
        m_inTree[leaving] = 0;
        std::erase(m_tree[arc(leaving).from], leaving);
        std::erase(m_tree[arc(leaving).to], leaving);
        join(entering);
        number(top, m_parentArc[top], m_low[top]);
    }

    int lowestAbove(int node, int other) const
    {
        while (!isBelow(other, node))
            node = otherEnd(m_parentArc[node], node);
        return node;
    }

    /// Adds to the cuts on the way up to `top`: `upwards` to arcs that lead up, and the negative to those down.
    void shiftCuts(int node, int top, int upwards)
    {
        while (node != top) {
            const int place = m_parentArc[node];
            m_cut[place] += arc(place).from == node ? -upwards : upwards;
            node = otherEnd(place, node);
        }
    }

    /// How many arcs that may leave are compared; more find better ones and cost more.
    static constexpr int candidates = 30;

    const Digraph &m_graph;
    const std::vector<int> &m_lengths;
    std::vector<int> &m_ranks;
    Lists m_out;
    Lists m_in;
    std::vector<std::vector<int>> m_tree;
    std::vector<char> m_inTree;
    std::vector<int> m_cut;
    std::vector<int> m_parentArc;
    std::vector<int> m_low;
    std::vector<int> m_number;
    std::vector<int> m_byNumber;
    std::vector<int> m_path;
    std::vector<int> m_step;
    int m_cursor = 0;
};

} // namespace

void minimiseLengths(const Digraph &graph, const std::vector<int> &lengths, std::vector<int> &ranks)
{
    if (graph.nodeCount > 1)
        Simplex(graph, lengths, ranks).run();
}

} // namespace slipway::layout
