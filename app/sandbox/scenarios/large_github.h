#pragma once

#include "sandbox/core/service.h"

namespace slipway::sandbox {

class Simulation;

namespace large {

/// GitHub of the scenario `large`: one repository with 20 workflows, 10,000 runs and 100,000 deployments.
std::vector<Offer> githubServices(Simulation &simulation);
/// Its slipway.yaml: 200 apps.
QByteArray workspace();

} // namespace large

} // namespace slipway::sandbox
