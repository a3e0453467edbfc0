#pragma once

#include "approvals/evidence.h"

/// The guard-rails a deployment is held against before a person lets it go on, one function each. Pure. Nothing where a
/// rule has no say (the workspace does not have it, or there is nothing to warn of). Source: the handbook's deployment
/// rules; delivery-semantics C.
namespace slipway::approvals::rules {

using operations::Guard;
using Ruling = std::optional<Guard>;

/// Checks of the commit: a failed one that the production branch demands blocks.
Ruling checksPassed(const Evidence &evidence);
/// Somebody else approved the pull request, a code owner where that is demanded.
Ruling reviewed(const Evidence &evidence);
/// Every commit is signed and none is a merge, as the production branch demands.
Ruling signedAndLinear(const Evidence &evidence);

/// Fewer files than the workspace allows.
Ruling fewFiles(const Evidence &evidence);
/// Migrations that it brings have run in this environment.
Ruling migrationsFirst(const Evidence &evidence);
/// No description of the API lost or changed a line.
Ruling apiUnchanged(const Evidence &evidence);
/// A large change without a feature flag in sight.
Ruling featureFlag(const Evidence &evidence);

/// The same commit, or what it holds, was deployed well on staging.
Ruling testedOnStaging(const Evidence &evidence);
/// Nothing else deploys to the app.
Ruling oneAtATime(const Evidence &evidence);
/// Newer runs of the branch, and runs that wait behind this one and are replaced by the next.
Ruling laneFree(const Evidence &evidence);
/// A good release could serve again.
Ruling wayBack(const Evidence &evidence);

/// Production is not left alone now.
Ruling outsideFreeze(const Evidence &evidence);
/// What serves now fares well.
Ruling noAlert(const Evidence &evidence);
/// The question is old, or the branch or the environment has moved on.
Ruling stillCurrent(const Evidence &evidence);

/// All of them: those that stop or ask first, then warnings, then what passed, each in the order above.
QList<Guard> judge(const Evidence &evidence);

/// For a question that was not answered: never a pass.
Guard unknown(const QString &id, const QString &title, const QString &overrides);

} // namespace slipway::approvals::rules
