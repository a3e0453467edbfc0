#pragma once

#include "overview/facts.h"

namespace slipway::github {
struct BranchRule;
struct Comparison;
struct Protection;
} // namespace slipway::github

namespace slipway::workspace {
struct App;
struct BranchPolicy;
} // namespace slipway::workspace

namespace slipway::overview {

/// What the comparison production…staging means for the app: commits, its migrations by their folder, and whether
/// nothing but its documentation changed. GitHub lists at most 300 files; a comparison that full is never "only docs".
Drift driftOf(const github::Comparison &comparison, const workspace::App &app);

/// The rules of slipway.yaml that the branch does not keep, in the file's order. Classic protection and rulesets count
/// alike; `protection` and `signatures` are absent where the branch is not protected.
QList<RuleDrift> differences(const workspace::BranchPolicy &policy, const std::optional<github::Protection> &protection,
                             const std::optional<bool> &signatures, const QList<github::BranchRule> &rules);

/// `now`'s differences with the time at which each was first seen, taken from `before` where it was there already.
QList<RuleDrift> withFirstSight(QList<RuleDrift> differences, const QList<RuleDrift> &before, const QDateTime &now);

} // namespace slipway::overview
