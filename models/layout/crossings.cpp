#include "layout/crossings.h"

#include <algorithm>
#include <bit>

namespace slipway::layout {

CrossingCounter::CrossingCounter(const Layers &layers)
    : m_layers(layers)
{ }

std::int64_t CrossingCounter::crossed(int end) const
{
    // m_sums is a tree over the places of the next layer: a right-hand neighbour on the way up lies below `end`.
    std::int64_t count = 0;
    for (auto leaf = m_leaves + static_cast<std::size_t>(end); leaf > 1; leaf /= 2) {
        if (leaf % 2 == 0)
            count += m_sums[leaf + 1];
    }
    return count;
}

void CrossingCounter::add(int end, int count)
{
    for (auto leaf = m_leaves + static_cast<std::size_t>(end); leaf > 0; leaf /= 2)
        m_sums[leaf] += count;
}

std::int64_t CrossingCounter::between(const Arrangement &arrangement, int layer)
{
    m_leaves = std::bit_ceil(arrangement.order(layer + 1).size());
    m_sums.assign(2 * m_leaves, 0);
    std::int64_t count = 0;
    for (const int item : arrangement.order(layer)) {
        // Segments of one item do not cross, so they are entered after all of them were counted.
        for (const int other : m_layers.right.of(item))
            count += crossed(arrangement.position(other));
        for (const int other : m_layers.right.of(item))
            add(arrangement.position(other), 1);
    }
    if (count == 0)
        return 0;
    std::int64_t joined = 0;
    for (const bool bySource : {true, false}) {
        readSegments(arrangement, layer, bySource);
        joined += withinGroups();
    }
    return cost::crossing * (count - joined) + cost::ofJoined * joined;
}

std::int64_t CrossingCounter::all(const Arrangement &arrangement)
{
    std::int64_t sum = 0;
    for (int layer = 0; layer + 1 < arrangement.layerCount(); ++layer)
        sum += between(arrangement, layer);
    return sum;
}

void CrossingCounter::readSegments(const Arrangement &arrangement, int layer, bool bySource)
{
    m_segments.clear();
    for (const int item : arrangement.order(layer)) {
        const auto others = m_layers.right.of(item);
        const auto arcs = m_layers.rightArcs.of(item);
        for (std::size_t i = 0; i < others.size(); ++i) {
            const Arc &arc = m_layers.arcs[arcs[i]];
            // Those that begin at one item, or end at one, do not cross.
            if (bySource ? item == arc.from : others[i] == arc.to)
                continue;
            m_segments.push_back(
                {bySource ? arc.from : arc.to, arrangement.position(item), arrangement.position(others[i])});
        }
    }
    std::ranges::stable_sort(m_segments, {}, &Segment::group);
}

std::int64_t CrossingCounter::withinGroups()
{
    std::ranges::fill(m_sums, 0);
    std::int64_t count = 0;
    for (auto first = m_segments.begin(); first != m_segments.end();) {
        const auto last = std::find_if(first, m_segments.end(),
                                       [first](const Segment &segment) { return segment.group != first->group; });
        for (auto at = first; at != last && last - first > 1; ++at) {
            count += crossed(at->to);
            add(at->to, 1);
        }
        for (auto at = first; at != last && last - first > 1; ++at)
            add(at->to, -1);
        first = last;
    }
    return count;
}

} // namespace slipway::layout
