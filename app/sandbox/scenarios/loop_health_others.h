#pragma once

#include "sandbox/core/service.h"

#include <vector>

namespace slipway::sandbox {

class Simulation;

/// Fly.io, Vercel, Sentry and Slack as the company Loop Health has them on Thu 21 Mar 2024, 14:32 UTC. The services
/// share their state among themselves and own it; `simulation` outlives them.
std::vector<Offer> loopHealthOthers(Simulation &simulation);

} // namespace slipway::sandbox
