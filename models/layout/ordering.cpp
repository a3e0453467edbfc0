#include "layout/ordering.h"

#include "layout/rerouting.h"
#include "layout/sifting.h"
#include "layout/sweep.h"

#include <algorithm>
#include <cmath>

namespace slipway::layout {

namespace {

/// Numbers that look like chance and are the same in each run.
class Dice
{
public:
    int below(int limit)
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return static_cast<int>((m_state >> 33) % static_cast<std::uint64_t>(limit));
    }

private:
    std::uint64_t m_state = 0x9E3779B97F4A7C15U;
};

class Search
{
public:
    Search(const Layers &layers, std::int64_t budget)
        : m_best(layers)
        , m_counter(layers)
        , m_sifting(layers)
        , m_rerouting(layers)
        , m_touched(layers.order.size(), 0)
        , m_isWaiting(layers.itemCount, 0)
        , m_budget(budget)
    {
        m_crossings = m_counter.all(m_best);
    }

    std::vector<std::vector<int>> run()
    {
        const Layers &layers = m_best.layers();
        start(layers.order);
        start(walkOrder(layers, true));
        start(walkOrder(layers, false));
        improve();
        for (int layer = 0; layer < m_best.layerCount(); ++layer) {
            if (m_best.order(layer).size() > 1)
                m_wide.push_back(layer);
        }
        while (canSearch())
            shake();
        improve();
        m_crossings -= m_sifting.transpose(m_best);
        return m_best.orders();
    }

    std::int64_t crossings() const { return m_crossings; }

private:
    bool canSearch() const
    {
        return m_crossings > 0 && m_sifting.effort() + m_rerouting.effort() + m_sweeping < m_budget;
    }

    /// Sorts from one beginning, keeping the best that was met.
    void start(const std::vector<std::vector<int>> &orders)
    {
        if (m_crossings == 0)
            return;
        Arrangement current = m_best;
        for (int layer = 0; layer < current.layerCount(); ++layer)
            current.setOrder(layer, orders[layer]);
        const bool isLarge = m_best.layers().itemCount > manyItems;
        const int rounds = isLarge ? 10 : 24;
        const int patience = isLarge ? 3 : 8;
        int idle = 0;
        std::int64_t least = -1;
        for (int round = 0; round < rounds && idle < patience && canSearch(); ++round) {
            m_sweeping += sweepEffort * m_best.layers().itemCount;
            const Measure measure = round % 4 < 2 ? Measure::Barycentre : Measure::Median;
            sweep(current, round % 2 == 0, measure, round % 8 < 4);
            std::int64_t crossings = m_counter.all(current);
            ++idle;
            if (least < 0 || crossings < least + least / 10) {
                crossings -= m_sifting.transpose(current);
                if (least < 0 || crossings < least) {
                    least = crossings;
                    idle = 0;
                }
            }
            if (crossings < m_crossings) {
                m_crossings = crossings;
                m_best = current;
            }
        }
    }

    void improve()
    {
        std::int64_t saved = 1;
        while (saved > 0 && canSearch()) {
            const std::int64_t before = m_crossings;
            for (int layer = 0; layer < m_best.layerCount() && canSearch(); ++layer)
                m_crossings -= m_sifting.sift(m_best, layer);
            for (int arc = 0; arc < static_cast<int>(m_best.layers().arcs.size()) && canSearch(); ++arc)
                m_crossings -= m_rerouting.reroute(m_best, arc);
            for (int layer = m_best.layerCount() - 2; layer >= 0 && canSearch(); --layer)
                m_crossings -= m_sifting.sift(m_best, layer);
            saved = before - m_crossings;
        }
    }

    void keep(int layer)
    {
        if (m_touched[layer])
            return;
        m_touched[layer] = 1;
        m_kept.emplace_back(layer, m_best.order(layer));
    }

    void enqueue(int item)
    {
        if (m_isWaiting[item])
            return;
        m_isWaiting[item] = 1;
        m_waiting.push_back(item);
    }

    void enqueueOthers(int item)
    {
        const Layers &layers = m_best.layers();
        for (const int other : layers.left.of(item))
            enqueue(other);
        for (const int other : layers.right.of(item))
            enqueue(other);
    }

    std::int64_t resettleArc(int arc)
    {
        const Layers &layers = m_best.layers();
        const int first = layers.firstBend[arc];
        const int last = layers.firstBend[arc + 1] - 1;
        for (int bend = first; bend <= last; ++bend)
            keep(layers.layerOf[bend]);
        const std::int64_t saved = m_rerouting.reroute(m_best, arc);
        if (saved > 0) {
            enqueue(layers.arcs[arc].from);
            enqueue(layers.arcs[arc].to);
        }
        return saved;
    }

    std::int64_t resettle(int item)
    {
        const Layers &layers = m_best.layers();
        if (layers.isBend(item))
            return resettleArc(layers.leftArcs.of(item).front());
        keep(layers.layerOf[item]);
        const std::int64_t saved = m_sifting.siftItem(m_best, item);
        if (saved > 0)
            enqueueOthers(item);
        return saved;
    }

    /// Moves something at random, lets what it is joined to settle, and goes back unless that was no loss.
    void shake()
    {
        m_kept.clear();
        m_waiting.clear();
        std::int64_t saved = disturb();
        for (std::size_t next = 0; next < m_waiting.size() && next < farthest; ++next) {
            m_isWaiting[m_waiting[next]] = 0;
            saved += resettle(m_waiting[next]);
        }
        for (const int item : m_waiting)
            m_isWaiting[item] = 0;
        for (auto &[touched, order] : m_kept) {
            m_touched[touched] = 0;
            if (saved < 0)
                m_best.setOrder(touched, std::move(order));
        }
        m_crossings -= std::max<std::int64_t>(saved, 0);
    }

    std::int64_t disturb()
    {
        const int layer = m_wide[m_dice.below(static_cast<int>(m_wide.size()))];
        const int size = static_cast<int>(m_best.order(layer).size());
        keep(layer);
        std::int64_t saved = 0;
        const int moves = 1 + m_dice.below(2);
        for (int i = 0; i < moves; ++i) {
            const int from = m_dice.below(size);
            const int item = m_best.order(layer)[from];
            saved += m_sifting.move(m_best, layer, from, m_dice.below(size));
            enqueueOthers(item);
            enqueue(item);
        }
        return saved;
    }

    /// From so many items on, the beginnings matter less than the search after them.
    static constexpr int manyItems = 600;
    /// What a sweep over an item and a count of its crossings take.
    static constexpr int sweepEffort = 100;
    static constexpr std::size_t farthest = 40;

    Arrangement m_best;
    CrossingCounter m_counter;
    Sifting m_sifting;
    Rerouting m_rerouting;
    Dice m_dice;
    std::vector<char> m_touched;
    std::vector<std::pair<int, std::vector<int>>> m_kept;
    std::vector<int> m_wide;
    std::vector<int> m_waiting;
    std::vector<char> m_isWaiting;
    std::int64_t m_budget = 0;
    std::int64_t m_sweeping = 0;
    std::int64_t m_crossings = 0;
};

} // namespace

std::int64_t orderLayers(Layers &layers, const OrderingEffort &effort)
{
    const double budget = std::clamp(effort.perItem * layers.itemCount, effort.atLeast, effort.atMost);
    Search search(layers, std::llround(budget));
    layers.order = search.run();
    return search.crossings();
}

void reorderLayers(Layers &layers, const std::vector<double> &before, const std::vector<char> &isNew)
{
    for (auto &order : layers.order)
        std::ranges::stable_sort(order, {}, [&before](int item) { return before[item]; });
    Arrangement arrangement(layers);
    Sifting sifting(layers);
    Rerouting rerouting(layers);
    for (int node = 0; node < layers.nodeCount; ++node) {
        if (isNew[node])
            sifting.siftItem(arrangement, node);
    }
    for (int arc = 0; arc < static_cast<int>(layers.arcs.size()); ++arc) {
        const int first = layers.firstBend[arc];
        if (first < layers.firstBend[arc + 1] && isNew[first])
            rerouting.reroute(arrangement, arc);
    }
    sifting.transpose(arrangement);
    layers.order = arrangement.orders();
}

} // namespace slipway::layout
