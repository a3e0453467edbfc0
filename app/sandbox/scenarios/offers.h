#pragma once

#include "sandbox/core/service.h"
#include "sandbox/fly/platform.h"
#include "sandbox/sentry/organization.h"
#include "sandbox/vercel/team.h"

#include <vector>

namespace slipway::sandbox {

/// The services of Fly.io, Vercel, Sentry and Slack over these states, as the ready line groups them.
std::vector<Offer> offersOf(Simulation &simulation, const std::shared_ptr<fly::Platform> &platform,
                            const std::shared_ptr<vercel::Team> &team,
                            const std::shared_ptr<sentry::Organization> &organization);

} // namespace slipway::sandbox
