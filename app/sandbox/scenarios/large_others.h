#pragma once

#include "sandbox/core/service.h"

#include <vector>

namespace slipway::sandbox {

class Simulation;

/// Fly.io, Vercel, Sentry and Slack of the fleet in large_plan.h: each of its Fly apps with a `-staging` one (2,000
/// machines together), its Vercel projects (100,000 deployments together, worked out when asked for), and a Sentry
/// project of each name.
std::vector<Offer> largeOthers(Simulation &simulation);

} // namespace slipway::sandbox
