#pragma once

#include "timeline/scale.h"

#include <QTimeZone>

#include <vector>

namespace slipway::timeline {

/// A line across the lanes, with its words on the axis.
struct Tick {
    Instant at = 0;
    QString words;
    /// Begins a day, or a month or year when days are small: bold.
    bool isMajor = false;
    bool operator==(const Tick &) const = default;
};

/// Lines for what the scale shows, by time, `room` pixels or more apart: minutes to years, in `zone`. The one before
/// the left edge is among them when it is major, as its words belong to what follows.
std::vector<Tick> ticksOf(const Scale &scale, const QTimeZone &zone, qreal room);

} // namespace slipway::timeline
