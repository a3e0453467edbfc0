#pragma once

#include "operations/plan.h"
#include "rollout/planner.h"

/// Production is left alone in the windows that slipway.yaml names.
namespace slipway::rollout {

/// Until when, and what is let through; empty when nothing holds the target back now, or nobody knows.
QString freezeWords(const Planner::Setup &setup, const operations::Target &target);
/// Asks for a person's reason.
operations::Guard freezeGuard(const QString &words);

} // namespace slipway::rollout
