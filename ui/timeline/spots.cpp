#include "timeline/spots.h"

#include <algorithm>
#include <cmath>

namespace slipway::timeline {

namespace {

constexpr qreal halfCount = 17;
constexpr qreal leastPlace = 8;
/// How far beside what is painted events count for whether a crowd is too wide for one cluster.
constexpr qreal crowdReach = 2 * clusterPitch;

class Gatherer
{
public:
    Gatherer(std::vector<Spot> &spots, const std::vector<Event> &events, int row, const Scale &scale)
        : m_spots(spots)
        , m_events(events)
        , m_row(row)
        , m_scale(scale)
        , m_gap(leastGap * scale.perPixel())
        , m_pitch(clusterPitch * scale.perPixel())
    { }

    void run(double from, double until)
    {
        const double reach = crowdReach * m_scale.perPixel();
        std::size_t at = firstFrom(m_events, static_cast<Instant>(from));
        while (at > 0 && isNear(at - 1) && time(at - 1) > from - reach)
            --at;
        while (at < m_events.size() && time(at) <= until) {
            std::size_t end = at + 1;
            while (end < m_events.size() && isNear(end - 1) && time(end) <= until + reach)
                ++end;
            addCrowd(at, end);
            at = end;
        }
    }

private:
    double time(std::size_t at) const { return static_cast<double>(m_events[at].at); }
    /// To the next one.
    bool isNear(std::size_t at) const { return at + 1 < m_events.size() && time(at + 1) - time(at) < m_gap; }
    qreal x(double time) const { return m_scale.x(static_cast<Instant>(time)); }

    void addCrowd(std::size_t begin, std::size_t end)
    {
        if (time(end - 1) - time(begin) <= m_pitch) {
            add(begin, end, (x(time(begin)) + x(time(end - 1))) / 2);
            return;
        }
        // Cells are fixed in time, so that they do not flicker while it is panned.
        for (std::size_t at = begin; at < end;) {
            const double cell = std::floor(time(at) / m_pitch);
            std::size_t next = at + 1;
            while (next < end && time(next) < (cell + 1) * m_pitch)
                ++next;
            const qreal middle = (x(time(at)) + x(time(next - 1))) / 2;
            const qreal left = x(cell * m_pitch);
            qreal place = std::clamp(middle, left + halfCount, left + clusterPitch - halfCount);
            // Nothing follows that it could run into, and it must not seem later than its last.
            if (next == end)
                place = std::max(left + leastPlace, std::min(place, x(time(next - 1))));
            add(at, next, place);
            at = next;
        }
    }

    void add(std::size_t begin, std::size_t end, qreal x)
    {
        const int index = end - begin == 1 ? m_events[begin].index : -1;
        m_spots.push_back({m_row, static_cast<int>(begin), static_cast<int>(end) - 1, index, x});
    }

    std::vector<Spot> &m_spots;
    const std::vector<Event> &m_events;
    int m_row;
    const Scale &m_scale;
    double m_gap;
    double m_pitch;
};

} // namespace

void gatherSpots(std::vector<Spot> &spots, const Chronicle &chronicle, int row, const Scale &scale, qreal reach)
{
    Gatherer(spots, chronicle.track(row).events, row, scale)
        .run(scale.at(scale.left() - reach), scale.at(scale.right() + reach));
}

} // namespace slipway::timeline
