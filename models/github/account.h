#pragma once

#include "base/json.h"
#include "net/endpoint.h"

#include <QUrl>

#include <optional>

namespace slipway::github {

/// Whom a token belongs to and what it may do.
struct User {
    qint64 id = 0;
    QString login;
    QString name;
    QUrl avatar;
    QUrl page;
    /// The scopes of a classic token (X-OAuth-Scopes); absent for fine-grained and app tokens, which tell none.
    std::optional<QStringList> scopes;

    /// Whether a classic token has `scope`; true where the token tells no scopes: only trying shows.
    bool mayHave(const QString &scope) const { return !scopes || scopes->contains(scope); }
    bool operator==(const User &) const = default;
};

/// The scopes in a header such as "repo, workflow".
QStringList parseScopes(const QByteArray &header);

User readUser(const base::json::Object &object);
/// The allowances under `resources`, by name.
QList<net::RateLimit> readAllowances(const base::json::Object &object);

} // namespace slipway::github
