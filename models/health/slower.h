#pragma once

#include "health/measures.h"

/// Does a release answer slower than what ran before it? Pure. Source: delivery-semantics D4.
namespace slipway::health {

struct Slowdown {
    /// Empty: all operations together.
    QString operation;
    /// How many times as long it takes: the Hodges-Lehmann estimate.
    double ratio = 1;
    /// The ratio's lower bound, 99 %, one-sided.
    double lowest = 0;
    /// The chance of such figures where nothing is slower than by 5 %.
    double chance = 1;
    /// Medians of the minutes' p95, ms.
    double before = 0;
    double after = 0;
    bool isSlower = false;
    bool operator==(const Slowdown &) const = default;
};

/// Compares the p95 of minutes with at least 20 requests, without the first minute after the release. Nothing while
/// there are fewer than eight such minutes. `percent` is the team's rule, 20 by default.
std::optional<Slowdown> slowdown(const QList<Minute> &after, const QList<Minute> &before, double percent);

/// The same for each operation, held to a stricter bound the more of them there are (Holm).
QList<Slowdown> slowdowns(const QList<OperationMinutes> &after, const QList<OperationMinutes> &before, double percent);

} // namespace slipway::health
