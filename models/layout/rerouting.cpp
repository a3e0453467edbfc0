#include "layout/rerouting.h"

#include <algorithm>
#include <limits>

namespace slipway::layout {

void Rerouting::readGap(const Arrangement &arrangement, int arc, int fromItem, int toItem)
{
    const Arc &own = m_layers.arcs[arc];
    const bool isFromBend = m_layers.isBend(fromItem);
    const bool isToBend = m_layers.isBend(toItem);
    const int fromPlace = arrangement.position(fromItem);
    const int toPlace = arrangement.position(toItem);
    const auto &left = arrangement.order(m_layers.layerOf[fromItem]);
    m_leftSlots = static_cast<int>(left.size()) + !isFromBend;
    m_rightSlots = static_cast<int>(arrangement.order(m_layers.layerOf[toItem]).size()) + !isToBend;
    m_segments.clear();
    for (int place = 0; place < static_cast<int>(left.size()); ++place) {
        // What begins or ends at the arc's own ends cannot cross it there.
        if (place == fromPlace)
            continue;
        const auto others = m_layers.right.of(left[place]);
        const auto arcs = m_layers.rightArcs.of(left[place]);
        for (std::size_t i = 0; i < others.size(); ++i) {
            const int other = arrangement.position(others[i]);
            if (other == toPlace)
                continue;
            const Arc &crossed = m_layers.arcs[arcs[i]];
            const bool isJoined = crossed.from == own.from || crossed.to == own.to;
            m_segments.push_back({place - (isFromBend && place > fromPlace), other - (isToBend && other > toPlace),
                                  isJoined ? cost::ofJoined : cost::crossing});
        }
    }
    m_effort += static_cast<std::int64_t>(left.size() + 6 * m_segments.size());
}

void Rerouting::leave(int fromPlace)
{
    // A segment from above costs in the slots above its end, one from below in those below its end.
    m_least.assign(m_rightSlots + 1, 0);
    for (const Segment &segment : m_segments) {
        if (segment.from < fromPlace) {
            m_least[0] += segment.cost;
            m_least[segment.to + 1] -= segment.cost;
        } else {
            m_least[segment.to + 1] += segment.cost;
        }
    }
    for (int slot = 1; slot < m_rightSlots; ++slot)
        m_least[slot] += m_least[slot - 1];
}

void Rerouting::pass(int fromPlace, int toPlace, std::vector<int> &cameFrom)
{
    m_change.assign(m_rightSlots + 1, 0);
    for (const Segment &segment : m_segments)
        m_change[segment.to + 1] += segment.cost;
    m_next.assign(m_rightSlots, std::numeric_limits<int>::max());
    cameFrom.assign(m_rightSlots, 0);
    auto segment = m_segments.begin();
    for (int from = 0; from < m_leftSlots; ++from) {
        int gapCost = 0;
        const int before = m_least[from];
        for (int to = 0; to < m_rightSlots; ++to) {
            gapCost += m_change[to];
            if (before + gapCost < m_next[to]) {
                m_next[to] = before + gapCost;
                cameFrom[to] = from;
            }
            if (from == fromPlace && to == toPlace)
                m_present += gapCost;
        }
        for (; segment != m_segments.end() && segment->from == from; ++segment) {
            m_change[0] += segment->cost;
            m_change[segment->to + 1] -= 2 * segment->cost;
        }
    }
    m_least.swap(m_next);
    m_effort += static_cast<std::int64_t>(m_leftSlots) * m_rightSlots;
}

void Rerouting::arrive(int toPlace, int fromPlace)
{
    m_change.assign(m_leftSlots + 1, 0);
    for (const Segment &segment : m_segments) {
        if (segment.to < toPlace) {
            m_change[0] += segment.cost;
            m_change[segment.from + 1] -= segment.cost;
        } else {
            m_change[segment.from + 1] += segment.cost;
        }
    }
    int gapCost = 0;
    for (int slot = 0; slot < m_leftSlots; ++slot) {
        gapCost += m_change[slot];
        m_least[slot] += gapCost;
        if (slot == fromPlace)
            m_present += gapCost;
    }
}

std::int64_t Rerouting::reroute(Arrangement &arrangement, int arc)
{
    const int first = m_layers.firstBend[arc];
    const int last = m_layers.firstBend[arc + 1] - 1;
    if (first > last)
        return 0;
    m_cameFrom.resize(std::max(m_cameFrom.size(), static_cast<std::size_t>(last - first)));
    const Arc &own = m_layers.arcs[arc];
    readGap(arrangement, arc, own.from, first);
    leave(arrangement.position(own.from));
    m_present = m_least[arrangement.position(first)];
    for (int bend = first; bend < last; ++bend) {
        readGap(arrangement, arc, bend, bend + 1);
        pass(arrangement.position(bend), arrangement.position(bend + 1), m_cameFrom[bend - first]);
    }
    readGap(arrangement, arc, last, own.to);
    arrive(arrangement.position(own.to), arrangement.position(last));
    return apply(arrangement, arc);
}

std::int64_t Rerouting::apply(Arrangement &arrangement, int arc)
{
    const int first = m_layers.firstBend[arc];
    const auto least = std::min_element(m_least.begin(), m_least.begin() + m_leftSlots);
    const std::int64_t saved = m_present - *least;
    if (saved <= 0)
        return 0;
    int slot = static_cast<int>(least - m_least.begin());
    for (int bend = m_layers.firstBend[arc + 1] - 1;; --bend) {
        arrangement.move(m_layers.layerOf[bend], arrangement.position(bend), slot);
        if (bend == first)
            return saved;
        slot = m_cameFrom[bend - first - 1][slot];
    }
}

} // namespace slipway::layout
