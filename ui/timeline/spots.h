#pragma once

#include "timeline/scale.h"

namespace slipway::timeline {

/// One marker as it is painted: a release, a mark, or several too close together to be told apart.
struct Spot {
    int track = -1;
    /// Of the track's events; negative for what waits for approval.
    int first = -1;
    int last = -1;
    /// Of the release or mark; negative when there are several.
    int index = -1;
    /// Middle, in pixels of the widget.
    qreal x = 0;

    bool isCluster() const { return index < 0; }
    bool isWaiting() const { return first < 0; }
    int count() const { return first < 0 ? 1 : last - first + 1; }
};

/// Markers closer than this merge.
inline constexpr qreal leastGap = 12;
/// As wide as a cluster's count may get.
inline constexpr qreal clusterPitch = 36;

/// Appends the markers of a row that are in sight or `reach` pixels beside it, from left to right. Clusters stay the
/// same while time is panned.
void gatherSpots(std::vector<Spot> &spots, const Chronicle &chronicle, int row, const Scale &scale, qreal reach);

} // namespace slipway::timeline
