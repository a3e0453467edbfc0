#pragma once

#include "health/watch.h"

/// Does the health path answer? Pure. Source: delivery-semantics D6.
namespace slipway::health {

enum class Probing {
    Unknown, ///< never asked, or our own network was away each time
    Good,
    Failing, ///< the newest failed, fewer than three running
    Failed,  ///< three failed one after another
};

/// `probes` oldest first. Those that say nothing neither count nor interrupt.
Probing judgeProbes(const QList<WatchState::Probe> &probes);
/// "88 of 90 probes good".
QString probeWords(const QList<WatchState::Probe> &probes);

} // namespace slipway::health
