#pragma once

#include "vercel/deployments.h"

namespace slipway::vercel {

/// A promotion or roll-back that moves a project's domains, the last one there was.
struct AliasRequest {
    enum class Kind { Unknown, Promote, Rollback };
    enum class State { Unknown, Pending, InProgress, Succeeded, Failed, Skipped };

    base::Word<Kind> kind;
    base::Word<State> state;
    QString fromDeploymentId;
    QString toDeploymentId;
    QDateTime requestedAt;
    bool operator==(const AliasRequest &) const = default;
};

/// One domain that a promotion or roll-back moves.
struct AliasJob {
    QString alias;
    /// "pending", "in-progress", "completed", "failed", "skipped".
    QString status;
    bool operator==(const AliasJob &) const = default;
};

/// What a project serves at its production domains.
struct ProductionTarget {
    QString deploymentId;
    QUrl url;
    base::Word<ReadyState> state;
    QStringList aliases;
    /// From when it was built; absent where not told.
    std::optional<QDateTime> createdAt;
    GitCommit commit;
    bool operator==(const ProductionTarget &) const = default;
};

struct Project {
    QString id;
    QString name;
    /// Empty where not told.
    QString framework;
    /// "owner/repository" and the branch that deploys to production; empty when not linked to GitHub.
    QString repository;
    QString productionBranch;
    /// Absent before the first production deployment.
    std::optional<ProductionTarget> production;
    std::optional<AliasRequest> lastAliasRequest;
    /// The deployment that an instant roll-back holds the domains at; empty when none does.
    QString rolledBackTo;
    bool hasSpeedInsights = false;
    /// New production builds take the production domains. False after a roll-back, or when somebody switched it off.
    bool assignsDomains = true;
    bool operator==(const Project &) const = default;
};

struct Alias {
    QString id;
    QString name;
    /// Empty where not told (a list of one deployment's aliases).
    QString deploymentId;
    QString projectId;
    QDateTime createdAt;
    bool operator==(const Alias &) const = default;
};

struct Domain {
    QString name;
    bool isVerified = false;
    /// Empty when it serves the project itself.
    QString redirect;
    QString gitBranch;
    bool operator==(const Domain &) const = default;
};

/// An environment variable's name, places and dates. Its value is skipped while reading, whatever its type.
struct VariableName {
    QString id;
    QString key;
    /// "plain", "encrypted", "sensitive", "secret" or "system".
    QString type;
    /// "production", "preview", "development".
    QStringList targets;
    QString gitBranch;
    QString comment;
    std::optional<QDateTime> createdAt;
    std::optional<QDateTime> updatedAt;
    bool operator==(const VariableName &) const = default;
};

AliasJob readAliasJob(const base::json::Object &object);
Project readProject(const base::json::Object &object);
Alias readAlias(const base::json::Object &object);
Domain readDomain(const base::json::Object &object);
VariableName readVariableName(const base::json::Object &object);
/// The three shapes of the answer: one variable, `envs`, `envs` with paging.
QList<VariableName> readVariableNames(const base::json::Object &object);

} // namespace slipway::vercel
