#pragma once

#include "rollout/planner.h"

/// What changes what a Vercel project serves: drafts of it, and the plans made of them. Source: delivery-semantics B.
namespace slipway::rollout {

/// RollBack, Promote, Redeploy and UndoRollback of a place that Vercel runs. `Wish::release` is "vercel/dpl_…" or the
/// deployment's id. Errors: those of the client; notFound (no such project, place or deployment); invalidInput (an act
/// that Vercel has not).
QCoro::Task<base::Result<Draft>> draftVercel(Planner::Setup setup, Wish wish, std::stop_token stop);

/// Pure.
operations::Plan planOfVercel(const Draft &draft, const Choices &choices);

} // namespace slipway::rollout
