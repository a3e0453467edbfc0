#pragma once

#include "sandbox/core/service.h"
#include "sandbox/github/public_actions.h"
#include "sandbox/github/rate_limit.h"
#include "sandbox/github/runner.h"

namespace slipway::sandbox::github {

/// What the API and the web site of one GitHub share.
struct World {
    /// `simulation` outlives the world.
    World(Simulation &simulation, const QString &organization)
        : state(organization)
        , runner(simulation, state)
    { }

    State state;
    PublicActions publicActions;
    Runner runner;
    RateLimit limit;
    /// The web site's origin, once it listens.
    QString web;
};

/// Tokens drawn from the seed, in the form that classic tokens have.
Tokens makeTokens(const Simulation &simulation);
/// {github, api} and {github, web}.
std::vector<Offer> offersOf(Simulation &simulation, const std::shared_ptr<World> &world);

} // namespace slipway::sandbox::github
