#pragma once

#include "diagnostics/rule.h"

#include <QHash>
#include <QSet>

#include <span>

namespace slipway::diagnostics {

/// What a team changed about the rules: slipway.yaml's `diagnostics`, or the command line.
struct Settings {
    /// Rules that stay silent.
    QSet<QString> off;
    QHash<QString, Severity> severity;
};

/// All rules, by id.
std::span<const Rule *const> allRules();
/// Nothing when no rule has this id.
const Rule *findRule(std::string_view id);

/// What all rules have to say of the document, by rising place. Findings on a line that a comment
/// `# slipway: ignore RULE[, RULE…]` ends, or that follows such a comment on a line of its own, are left out;
/// `# slipway: ignore-file RULE…` speaks for the whole file. Pure; any thread.
std::vector<Finding> check(const Subject &subject, const Settings &settings = {});

} // namespace slipway::diagnostics
