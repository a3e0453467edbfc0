#pragma once

#include "base/json.h"

#include <optional>

namespace slipway::fly {

struct App {
    QString id;
    QString name;
    /// "deployed", "suspended", …: as Fly.io writes it.
    QString status;
    QString organization;
    qint64 machines = 0;
    bool operator==(const App &) const = default;
};

/// An app secret's name and dates; never its value.
struct SecretName {
    QString name;
    /// Changes when the value does.
    QString digest;
    std::optional<QDateTime> createdAt;
    std::optional<QDateTime> updatedAt;
    bool operator==(const SecretName &) const = default;
};

/// One of the macaroons that make up a token, and what it is good for.
struct TokenPart {
    QString id;
    QString organization;
    /// Empty: every app of the organisation.
    QStringList apps;
    /// Empty for a token that belongs to no person.
    QString user;
    bool operator==(const TokenPart &) const = default;
};

App readApp(const base::json::Object &object);
SecretName readSecretName(const base::json::Object &object);
TokenPart readTokenPart(const base::json::Object &object);

} // namespace slipway::fly
