#pragma once

#include "github/approvals.h"

#include <QUrl>

#include <optional>

namespace slipway::github {

/// Who and what may deploy to an environment.
struct Environment {
    /// Which branches may deploy: all, the protected ones, or those that BranchPolicy names.
    enum class Branches { Any, Protected, Named };

    qint64 id = 0;
    QString name;
    QUrl page;
    std::chrono::minutes waitTimer{0};
    QList<Reviewer> reviewers;
    bool preventsSelfReview = false;
    Branches branches = Branches::Any;
    /// The types of rules that nobody here knows, as GitHub wrote them.
    QStringList otherRules;
    bool operator==(const Environment &) const = default;
};

/// A pattern of branches or tags that may deploy to an environment.
struct BranchPolicy {
    qint64 id = 0;
    QString pattern;
    /// "branch" or "tag".
    QString type;
    bool operator==(const BranchPolicy &) const = default;
};

/// A secret's name and dates. GitHub never gives a value back.
struct SecretName {
    QString name;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool operator==(const SecretName &) const = default;
};

struct Variable {
    QString name;
    QString value;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool operator==(const Variable &) const = default;
};

Environment readEnvironment(const base::json::Object &object);
BranchPolicy readBranchPolicy(const base::json::Object &object);
SecretName readSecretName(const base::json::Object &object);
Variable readVariable(const base::json::Object &object);

} // namespace slipway::github
