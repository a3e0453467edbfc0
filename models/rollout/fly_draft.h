#pragma once

#include "rollout/fly_facts.h"
#include "rollout/planner.h"

namespace slipway::rollout {

/// Asks Fly.io, and GitHub for what lies between, what a deploy of another image needs. Errors: those of the clients;
/// notFound for a release or an app that is not there; invalidInput for an act that Fly.io has not.
QCoro::Task<base::Result<Draft>> draftFly(std::shared_ptr<const Planner::Setup> setup, Wish wish, std::stop_token stop);

/// How machines can be replaced, each with how long that takes and why it cannot be chosen.
QList<Offer> flyStrategies(const FlyFacts &facts);
QList<Offer> flyOptions(const FlyFacts &facts);
/// Where migrations lie between: what to do about the schema.
QList<Offer> flySchemaOffers(const FlyFacts &facts);

} // namespace slipway::rollout
