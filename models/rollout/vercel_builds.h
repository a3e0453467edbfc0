#pragma once

#include "rollout/vercel_moves.h"

/// New builds at Vercel, and waiting for them and for domains.
namespace slipway::rollout {

/// Finds the build that this step of this operation has made, by what it wrote into the build's `meta`.
StepAnswer<operations::Finding> inspectBuild(SharedVercel client, operations::Context context);
/// Input: {project, deployment, target, action}. Output: {deployment, url}. Looks first, so that a build is made once.
StepAnswer<operations::Outcome> startBuild(SharedVercel client, operations::Context context);

/// Input: {deploymentFrom, staysStaged}.
StepAnswer<operations::Finding> lookAtBuild(SharedVercel client, operations::Context context);
/// Until the build is READY and, unless it stays staged, has its domains. Source: delivery-semantics B4. Errors:
/// invalidInput with Vercel's own reason where it failed, was cancelled or is blocked; timeout.
StepAnswer<operations::Outcome> waitForBuild(SharedVercel client, operations::Context context);

/// Input: {project, deployment or deploymentFrom}.
StepAnswer<operations::Finding> lookAtDomains(SharedVercel client, operations::Context context);
/// Until every production domain points to the deployment, for three minutes. Error: timeout with those that do not.
StepAnswer<operations::Outcome> waitForDomains(SharedVercel client, operations::Context context);

} // namespace slipway::rollout
