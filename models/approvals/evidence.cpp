#include "approvals/evidence.h"

#include "workspace/workspace.h"

#include <algorithm>

namespace slipway::approvals {

const workspace::App *Evidence::app() const
{
    return workspace->app(what.app);
}

const workspace::BranchPolicy *Evidence::policy() const
{
    const auto &policies = workspace->branchPolicies;
    const auto found = std::ranges::find(policies, workspace->branches.production, &workspace::BranchPolicy::branch);
    return found == policies.end() ? nullptr : &*found;
}

} // namespace slipway::approvals
