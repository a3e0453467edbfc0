#pragma once

#include "sandbox/sentry/organization.h"

namespace slipway::sandbox::loop_health {

/// The organisation's projects, releases and issues as the story begins; one issue came with patient-graph-api v43.
std::shared_ptr<sentry::Organization> makeSentry(Simulation &simulation, const std::shared_ptr<Traffic> &traffic);

} // namespace slipway::sandbox::loop_health
