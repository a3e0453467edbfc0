#pragma once

#include "rollout/draft.h"
#include "rollout/fly_facts.h"

/// What a deploy to Fly.io does, as steps. Source: delivery-semantics A2, A3.
namespace slipway::rollout {

/// Pure.
operations::Plan planOfFly(const Draft &draft, const Choices &choices);
/// What the plan is held against.
QList<operations::Guard> flyGuards(const FlyFacts &facts, const Choices &choices);

} // namespace slipway::rollout
