#pragma once

#include "sandbox/fly/platform.h"

namespace slipway::sandbox::loop_health {

/// patient-graph-api and its staging as the story begins: v43 has been failing for twelve minutes, v57 is a sick
/// canary.
std::shared_ptr<fly::Platform> makeFly(Simulation &simulation, const std::shared_ptr<Traffic> &traffic);

} // namespace slipway::sandbox::loop_health
