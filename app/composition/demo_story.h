#pragma once

#include "base/clock.h"

/// What the demo brings along, so that its first frame waits for nobody.
namespace slipway::composition {

/// The time in the demo's story, from its beginning on; the sandbox's scenario says the same. As fast as real time, and
/// so fit for the network's deadlines too.
std::shared_ptr<base::Clock> storyClock();

/// The slipway.yaml of loop-health.
QByteArray demoWorkspace();

} // namespace slipway::composition
