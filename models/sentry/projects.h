#pragma once

#include "base/json.h"

#include <QUrl>

namespace slipway::sentry {

struct Organization {
    QString id;
    QString slug;
    QString name;
    /// Where its data lives: the base for every other call.
    QUrl region;
    bool operator==(const Organization &) const = default;
};

struct Project {
    QString id;
    QString slug;
    QString name;
    /// Empty where not told.
    QString platform;
    QStringList environments;
    /// Empty when there is none.
    QString latestRelease;
    bool operator==(const Project &) const = default;
};

struct Environment {
    QString id;
    QString name;
    bool operator==(const Environment &) const = default;
};

Organization readOrganization(const base::json::Object &object);
Project readProject(const base::json::Object &object);
Environment readEnvironment(const base::json::Object &object);

} // namespace slipway::sentry
