#pragma once

#include "sandbox/fly/machine.h"

#include <QHash>

#include <map>

namespace slipway::sandbox::fly {

/// A line of an app's history: what was rolled out when, and how it ended.
struct Release {
    QString id;
    int version = 0;
    /// pending, running, complete, failed, interrupted
    QString status;
    /// In capitals: ROLLING, CANARY, …
    QString strategy;
    QString user;
    QString description;
    QString image;
    qint64 createdAt = 0;
    /// As it was given when the release was made; GraphQL alone tells it.
    QJsonObject definition = {};
    QJsonObject metadata = {};

    QJsonObject toJson() const;
};

/// A secret as Fly tells of it. Only the value's digest is kept.
struct SecretDigest {
    QString digest;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;

    QJsonObject toJson(const QString &name) const;
};

struct App {
    QString id;
    QString name;
    QString organization;
    int number = 0;
    std::vector<Machine> machines;
    /// Oldest first.
    std::vector<Release> releases;
    std::map<QString, SecretDigest> secrets;
    qint64 secretsVersion = 1;
    /// As the API lists them.
    QJsonArray volumes;

    Machine *machine(const QString &id);
    const Machine *machine(const QString &id) const;
    QJsonObject toJson(qint64 now) const;
};

} // namespace slipway::sandbox::fly
