#pragma once

#include "base/json.h"

#include <optional>

namespace slipway::github {

/// A branch's classic protection. What is absent in the answer is off. Signed commits are a question of their own
/// (Client::requiresSignatures).
struct Protection {
    struct Checks {
        /// The head must have the base's newest commit.
        bool isStrict = false;
        QStringList contexts;
        bool operator==(const Checks &) const = default;
    };
    struct Reviews {
        qint64 approvals = 0;
        bool dismissesStale = false;
        bool requiresCodeOwners = false;
        bool requiresLastPushApproval = false;
        bool operator==(const Reviews &) const = default;
    };

    std::optional<Checks> checks;
    std::optional<Reviews> reviews;
    bool enforcesAdmins = false;
    bool requiresLinearHistory = false;
    bool requiresConversationResolution = false;
    bool allowsForcePushes = false;
    bool allowsDeletions = false;
    bool blocksCreations = false;
    bool isLocked = false;
    /// Only named people, teams and apps may push.
    bool restrictsPushes = false;
    bool operator==(const Protection &) const = default;
};

/// A rule of a ruleset that holds for a branch.
struct BranchRule {
    /// As GitHub writes it: "required_linear_history", "pull_request", …
    QString type;
    qint64 rulesetId = 0;
    QJsonObject parameters;
    bool operator==(const BranchRule &) const = default;
};

Protection readProtection(const base::json::Object &object);
BranchRule readBranchRule(const base::json::Object &object);

} // namespace slipway::github
