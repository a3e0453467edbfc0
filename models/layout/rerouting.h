#pragma once

#include "layout/crossings.h"

namespace slipway::layout {

/// Finds for the bends of one arc those places in their layers that are best together, all else left as it is.
class Rerouting
{
public:
    explicit Rerouting(const Layers &layers)
        : m_layers(layers)
    { }

    /// Gives by how much it lowered the cost; 0 when the arc stays where it is.
    std::int64_t reroute(Arrangement &arrangement, int arc);

    /// Grows with the work done so far, the same on every machine.
    std::int64_t effort() const { return m_effort; }

private:
    /// A segment of another arc, by the places of its ends among the items other than this arc's bends.
    struct Segment {
        int from = 0;
        int to = 0;
        int cost = 0;
    };

    void readGap(const Arrangement &arrangement, int arc, int fromItem, int toItem);
    /// From the arc's beginning to each slot of its first bend.
    void leave(int fromPlace);
    /// From each slot of a bend to each slot of the next.
    void pass(int fromPlace, int toPlace, std::vector<int> &cameFrom);
    /// From each slot of the last bend to the arc's end.
    void arrive(int toPlace, int fromPlace);
    std::int64_t apply(Arrangement &arrangement, int arc);

    const Layers &m_layers;
    std::int64_t m_effort = 0;
    /// Of the gap that was read, sorted by `from`; and how many slots each of its sides has.
    std::vector<Segment> m_segments;
    int m_leftSlots = 0;
    int m_rightSlots = 0;
    /// For each slot of the layer reached: the least cost of the way there; and the cost of the way as it is.
    std::vector<int> m_least;
    int m_present = 0;
    std::vector<int> m_next;
    std::vector<int> m_change;
    std::vector<std::vector<int>> m_cameFrom;
};

} // namespace slipway::layout
