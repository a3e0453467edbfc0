#pragma once

#include <QDateTime>

#include <optional>

namespace slipway::workspace {
struct FreezeWindow;
}

namespace slipway::overview {

/// A time in which production is left alone.
struct Freeze {
    QDateTime from;
    QDateTime until;
    bool operator==(const Freeze &) const = default;
};

/// The freeze that holds at `now`, or the next one within a week; days that follow each other are one. In the window's
/// own zone, so that "Friday" is Friday there. Absent when the window names no day.
std::optional<Freeze> nextFreeze(const workspace::FreezeWindow &window, const QDateTime &now);

} // namespace slipway::overview
