#include "sandbox/scenarios/loop_health_others.h"

#include "sandbox/core/simulation.h"
#include "sandbox/scenarios/loop_health_fly.h"
#include "sandbox/scenarios/loop_health_sentry.h"
#include "sandbox/scenarios/loop_health_vercel.h"
#include "sandbox/scenarios/offers.h"

namespace slipway::sandbox {

std::vector<Offer> loopHealthOthers(Simulation &simulation)
{
    const auto traffic = std::make_shared<Traffic>(simulation.seed(), simulation.now().toMSecsSinceEpoch());
    return offersOf(simulation, loop_health::makeFly(simulation, traffic), loop_health::makeVercel(simulation, traffic),
                    loop_health::makeSentry(simulation, traffic));
}

} // namespace slipway::sandbox
