#pragma once

#include "approvals/assembly.h"
#include "approvals/queue.h"

/// The demo's hotfix as values, for the tests of models and views.
namespace slipway::approvals::demo {

/// Thu 21 Mar 2024, 14:32 UTC.
QDateTime now();
std::shared_ptr<const workspace::Workspace> workspace();
/// Run #1289 with every question answered, and nothing that speaks against it.
Evidence evidence();
/// The same as mock-up 06 has it: not on staging, an alert is open.
Evidence hotfix();
github::PendingDeployment pending();

} // namespace slipway::approvals::demo
