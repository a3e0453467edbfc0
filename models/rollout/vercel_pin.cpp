#include "rollout/vercel_pin.h"

namespace slipway::rollout {

using vercel::AliasRequest;

Assignment assignmentOf(const vercel::Project &project)
{
    if (project.assignsDomains)
        return Assignment::Automatic;
    const auto &last = project.lastAliasRequest;
    const bool isRollback = last && last->kind == AliasRequest::Kind::Rollback;
    // A roll-back that failed before it moved anything leaves the setting off all the same.
    return isRollback || !project.rolledBackTo.isEmpty() ? Assignment::Pinned : Assignment::SwitchedOff;
}

std::optional<Pin> pinOf(const vercel::Project &project)
{
    if (!isPinned(project))
        return std::nullopt;
    const auto &last = project.lastAliasRequest;
    if (!last)
        return Pin{project.rolledBackTo, {}, {}};
    return Pin{last->toDeploymentId, last->requestedAt, last->fromDeploymentId};
}

} // namespace slipway::rollout
