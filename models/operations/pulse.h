#pragma once

#include "base/clock.h"

#include <optional>

namespace slipway::operations {

using std::chrono::milliseconds;

/// Whether another program still gives signs of life.
///
/// A sign that was seen to move counts by the machine's own elapsed time, so no clock that is set, and none that is
/// wrong on another computer, makes a living program look dead. Only at first does the time of day decide.
class Pulse
{
public:
    static constexpr milliseconds betweenBeats{15'000};
    static constexpr milliseconds patience{60'000};

    /// What the journal says, and when by the machine's elapsed time that was read.
    void take(const QDateTime &seenAt, milliseconds elapsed);
    bool isStale(const QDateTime &now, milliseconds elapsed) const;

private:
    QDateTime m_seenAt;
    milliseconds m_since{0};
    bool m_hasMoved = false;
};

} // namespace slipway::operations
