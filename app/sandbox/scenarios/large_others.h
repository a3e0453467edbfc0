#pragma once

#include "sandbox/core/service.h"

#include <vector>

namespace slipway::sandbox {

class Simulation;

/// Fly.io, Vercel, Sentry and Slack of `loop-large`: Fly apps svc-000 … svc-099, each with a -staging one (2,000 machines
/// together), Vercel projects web-100 … web-199 (100,000 deployments together), Sentry projects of all these names.
std::vector<Offer> largeOthers(Simulation &simulation);

} // namespace slipway::sandbox
