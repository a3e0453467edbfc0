#pragma once

#include "releases/releases.h"

namespace slipway::releases {

/// A secret's age, seen from two releases.
struct SecretAge {
    QString name;
    /// "GitHub, production", "Fly.io, patient-graph-api".
    QString place;
    std::optional<QDateTime> updatedAt;
    /// It was written after the older of the two releases, so that they do not share its value.
    bool changedBetween = false;
    bool operator==(const SecretAge &) const = default;
};

/// How two releases differ. Left is what was asked for first.
struct Comparison {
    Release left;
    Release right;
    /// What lies between their commits; absent where one has none, or GitHub does not know them.
    std::optional<Span> code;
    /// Names of environment variables and settings that differ, "env LOG_LEVEL", never values. Absent: not known.
    std::optional<QStringList> config;
    /// Sorted by name and place; absent: not known.
    std::optional<QList<SecretAge>> secrets;
    /// Migrations that one has and the other has not.
    QStringList schema;
    /// Files of the API's description that differ.
    QStringList api;
    /// The check named Lighthouse on each commit, in its own words; empty where there is none.
    QString lighthouseLeft;
    QString lighthouseRight;
    /// By part: "code", "config", "secrets", "lighthouse".
    QMap<QString, base::Freshness> freshness;
    bool operator==(const Comparison &) const = default;
};

/// Names of settings that differ between two machine configurations of Fly.io, as paths: "env.LOG_LEVEL",
/// "guest.memory_mb", "services". What a deploy always changes (image, release metadata) is left out.
QStringList differingSettings(const QJsonObject &left, const QJsonObject &right);
/// Files that describe an API: OpenAPI and Swagger documents.
bool isApiDescription(const QString &path);
/// Whether the secret was written between the two releases.
bool changedBetween(const QDateTime &updatedAt, const Release &left, const Release &right);

} // namespace slipway::releases
