#pragma once

#include "overview/facts.h"

namespace slipway::fly {
struct Machine;
struct Release;
} // namespace slipway::fly

namespace slipway::overview {

/// What a Fly.io app runs: the newest release that any of its machines has, on how many of them, and its checks.
///
/// Counted are the machines of the platform's second version that flyctl looks after, release-command and console
/// machines left out. `releases` are newest first. A canary is words ("1 of 2 machines"), never a share of traffic:
/// Fly.io has no such thing. Source: Machines API and release records.
FlyFacts fromFly(const QList<fly::Machine> &machines, const QList<fly::Release> &releases, const QUrl &page);

} // namespace slipway::overview
