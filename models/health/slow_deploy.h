#pragma once

#include "health/measures.h"

#include <chrono>

/// Does a deployment take too long? Pure. Source: delivery-semantics D5.
namespace slipway::health {

using std::chrono::milliseconds;

/// One attempt, as far as it went.
struct RunningDeploy {
    QDateTime startedAt;
    /// Queue, approval, timer: does not count.
    QList<Period> waits;
    /// What runs at the moment.
    QString step;
    bool operator==(const RunningDeploy &) const = default;
};

/// Running time alone, until `now`.
milliseconds ranFor(const RunningDeploy &deploy, const QDateTime &now);
/// What to say once it runs longer than `limit`: with the 95th percentile of the last twenty `past` and the step. Empty
/// before. The caller says it once for each attempt.
QString slowDeployWords(const RunningDeploy &deploy, const QDateTime &now, milliseconds limit,
                        const QList<milliseconds> &past);

} // namespace slipway::health
