#pragma once

#include "sandbox/vercel/team.h"

namespace slipway::sandbox::loop_health {

/// The four web apps as the story begins: all healthy, luna 0.32.0 building for production.
std::shared_ptr<vercel::Team> makeVercel(Simulation &simulation, const std::shared_ptr<Traffic> &traffic);

} // namespace slipway::sandbox::loop_health
