#include "layout/coordinates.h"

#include <algorithm>
#include <iterator>
#include <limits>

namespace slipway::layout {

namespace {

/// Neighbouring items of a layer that lie as close as they may.
struct Block {
    double weight = 0;
    double sum = 0;
    int end = 0;

    double place() const { return sum / weight; }
};

class Placement
{
public:
    Placement(const Layers &layers, const std::vector<double> &heights, const Spacing &spacing)
        : m_layers(layers)
        , m_offset(layers.itemCount, 0)
        , m_y(layers.itemCount, 0)
    {
        for (const auto &order : layers.order) {
            double offset = 0;
            for (std::size_t place = 1; place < order.size(); ++place) {
                offset += distance(order[place - 1], order[place], heights, spacing);
                m_offset[order[place]] = offset;
            }
            for (const int item : order)
                m_y[item] = m_offset[item] - offset / 2;
        }
    }

    void settle(int rounds)
    {
        const int count = static_cast<int>(m_layers.order.size());
        for (int round = 0; round < rounds; ++round) {
            for (int step = 0; step < count; ++step)
                placeLayer(round % 2 == 0 ? step : count - 1 - step, round < 4 ? (round % 2 == 0 ? 1 : 2) : 3);
        }
    }

    void placeLayerNear(int layer, const std::vector<double> &wanted, const std::vector<char> &isNew)
    {
        const auto &order = m_layers.order[layer];
        const auto isKept = [this, &isNew](int item) { return !m_layers.isBend(item) && !isNew[item]; };
        std::vector<int> kept;
        std::ranges::copy_if(order, std::back_inserter(kept), isKept);
        placeGroup(kept, wanted);
        // What is new, and the bends, share the room between nodes that are kept.
        double low = std::numeric_limits<double>::lowest();
        auto first = order.begin();
        while (first != order.end()) {
            const auto last = std::find_if(first, order.end(), isKept);
            // Rounding may leave the lower of two that touch a little above the upper.
            const double high =
                last == order.end() ? std::numeric_limits<double>::max() : std::max(low, m_y[*last] - m_offset[*last]);
            const std::vector<int> group(first, last);
            placeGroup(group, wanted);
            for (const int item : group)
                m_y[item] = std::clamp(m_y[item] - m_offset[item], low, high) + m_offset[item];
            low = high;
            first = last == order.end() ? last : last + 1;
        }
    }

    std::vector<double> result() const { return m_y; }

private:
    double distance(int upper, int lower, const std::vector<double> &heights, const Spacing &spacing) const
    {
        const bool isUpperBend = m_layers.isBend(upper);
        const bool isLowerBend = m_layers.isBend(lower);
        double gap = spacing.nodeGap;
        if (isUpperBend && isLowerBend)
            gap = spacing.edgeGap;
        else if (isUpperBend || isLowerBend)
            gap = (spacing.nodeGap + spacing.edgeGap) / 2;
        return gap + (isUpperBend ? 0 : heights[upper] / 2) + (isLowerBend ? 0 : heights[lower] / 2);
    }

    void placeGroup(const std::vector<int> &items, const std::vector<double> &wanted)
    {
        m_blocks.clear();
        for (int place = 0; place < static_cast<int>(items.size()); ++place)
            append(place, wanted[items[place]] - m_offset[items[place]], 1);
        apply(items);
    }

    void append(int place, double wanted, double weight)
    {
        m_blocks.push_back({weight, weight * wanted, place});
        while (m_blocks.size() > 1 && m_blocks[m_blocks.size() - 2].place() > m_blocks.back().place()) {
            const Block last = m_blocks.back();
            m_blocks.pop_back();
            m_blocks.back().weight += last.weight;
            m_blocks.back().sum += last.sum;
            m_blocks.back().end = last.end;
        }
    }

    void apply(const std::vector<int> &order)
    {
        int place = 0;
        for (const Block &block : m_blocks) {
            for (; place <= block.end; ++place)
                m_y[order[place]] = block.place() + m_offset[order[place]];
        }
    }

    void placeLayer(int layer, int sides)
    {
        m_blocks.clear();
        const auto &order = m_layers.order[layer];
        for (int place = 0; place < static_cast<int>(order.size()); ++place) {
            const int item = order[place];
            double weight = 0;
            double sum = 0;
            const auto add = [&](int other) {
                const double pull =
                    m_layers.isBend(item) ? (m_layers.isBend(other) ? 8 : 2) : (m_layers.isBend(other) ? 2 : 1);
                weight += pull;
                sum += pull * m_y[other];
            };
            if (sides & 1)
                std::ranges::for_each(m_layers.left.of(item), add);
            if (sides & 2)
                std::ranges::for_each(m_layers.right.of(item), add);
            if (weight == 0) {
                weight = 0.01;
                sum = weight * m_y[item];
            }
            append(place, sum / weight - m_offset[item], weight);
        }
        apply(order);
    }

    const Layers &m_layers;
    std::vector<double> m_offset;
    std::vector<double> m_y;
    std::vector<Block> m_blocks;
};

} // namespace

std::vector<double> placeItems(const Layers &layers, const std::vector<double> &heights, const Spacing &spacing)
{
    Placement placement(layers, heights, spacing);
    placement.settle(30);
    return placement.result();
}

std::vector<double> placeNear(const Layers &layers, const std::vector<double> &heights, const Spacing &spacing,
                              const std::vector<double> &wanted, const std::vector<char> &isNew)
{
    Placement placement(layers, heights, spacing);
    for (int layer = 0; layer < static_cast<int>(layers.order.size()); ++layer)
        placement.placeLayerNear(layer, wanted, isNew);
    return placement.result();
}

} // namespace slipway::layout
