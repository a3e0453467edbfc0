#pragma once

#include "base/json.h"

namespace slipway::vercel {

struct User {
    QString id;
    QString username;
    /// Empty when not set.
    QString name;
    QString email;
    /// Empty for none.
    QString defaultTeamId;
    bool operator==(const User &) const = default;
};

struct Team {
    QString id;
    QString slug;
    QString name;
    /// The token may not do much with it (a login of its own is needed).
    bool isLimited = false;
    bool operator==(const Team &) const = default;
};

/// `user` of the answer.
User readUser(const base::json::Object &object);
Team readTeam(const base::json::Object &object);

} // namespace slipway::vercel
