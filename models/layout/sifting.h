#pragma once

#include "layout/crossings.h"

namespace slipway::layout {

/// Moves single items within their layer where that makes the crossings cheaper.
class Sifting
{
public:
    explicit Sifting(const Layers &layers);

    /// Exchanges neighbours in all layers while that helps much; gives by how much it lowered the cost.
    std::int64_t transpose(Arrangement &arrangement);
    /// Puts each item at the best place of its layer, once; gives by how much it lowered the cost.
    std::int64_t sift(Arrangement &arrangement, int layer);
    /// Puts one item at the best place of its layer.
    std::int64_t siftItem(Arrangement &arrangement, int item);
    /// Moves the item at `from` to `to`; gives by how much that lowered the cost.
    std::int64_t move(Arrangement &arrangement, int layer, int from, int to);

    /// Grows with the work done so far, the same on every machine.
    std::int64_t effort() const { return m_effort; }

private:
    /// Where a segment ends in the neighbouring layer, and the nodes that its edge joins.
    struct End {
        int place = 0;
        int source = 0;
        int target = 0;
    };
    /// For each item of a layer, by place, the ends of its segments on one side.
    struct Side {
        std::vector<End> ends;
        std::vector<int> begins;

        std::span<const End> of(int slot) const { return {ends.data() + begins[slot], ends.data() + begins[slot + 1]}; }
    };

    static int gainOnSide(std::span<const End> upper, std::span<const End> lower);
    static int gainOfMany(std::span<const End> upper, std::span<const End> lower);
    void readSide(const Arrangement &arrangement, int layer, const Lists &others, const Lists &arcs, Side &side) const;
    void readLayer(const Arrangement &arrangement, int layer);
    /// What is saved when `lower` comes above `upper`; both by place in the layer when it was read.
    int gain(int upper, int lower);
    std::int64_t transposeLayer(Arrangement &arrangement, int layer);
    std::int64_t siftOne(Arrangement &arrangement, int layer, int item);
    void markOthers(int item);

    const Layers &m_layers;
    std::vector<int> m_slot;
    Side m_left;
    Side m_right;
    std::vector<char> m_isFresh;
    std::int64_t m_effort = 0;
};

} // namespace slipway::layout
