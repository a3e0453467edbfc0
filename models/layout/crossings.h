#pragma once

#include "layout/arrangement.h"

namespace slipway::layout {

/// What crossings cost. Two edges that join at a node are hardly worse to read when they cross, and are not counted
/// as crossings by those who compare drawings.
namespace cost {
constexpr int crossing = 8;
constexpr int ofJoined = 1;
} // namespace cost

/// Adds up what the crossings of an arrangement cost, in time O(segments × log of the layer's size).
class CrossingCounter
{
public:
    explicit CrossingCounter(const Layers &layers);

    /// Between `layer` and the next.
    std::int64_t between(const Arrangement &arrangement, int layer);
    /// Over all layers.
    std::int64_t all(const Arrangement &arrangement);

private:
    struct Segment {
        int group = 0;
        int from = 0;
        int to = 0;
    };

    std::int64_t crossed(int end) const;
    void add(int end, int count);
    /// Crossings among the segments of each group.
    std::int64_t withinGroups();
    void readSegments(const Arrangement &arrangement, int layer, bool bySource);

    const Layers &m_layers;
    std::size_t m_leaves = 0;
    std::vector<int> m_sums;
    std::vector<Segment> m_segments;
};

} // namespace slipway::layout
