#pragma once

#include "base/json.h"

#include <optional>

namespace slipway::sentry {

/// A release's share of one project.
struct ReleaseProject {
    QString slug;
    qint64 newIssues = 0;
    bool hasHealthData = false;
    bool operator==(const ReleaseProject &) const = default;
};

struct Release {
    qint64 id = 0;
    /// "my-loop-health@3.12.1"
    QString version;
    QString shortVersion;
    /// "open" or "archived".
    QString status;
    /// Commit or other reference; empty when nobody set it.
    QString ref;
    std::optional<QDateTime> createdAt;
    /// Absent until the release was made final.
    std::optional<QDateTime> releasedAt;
    /// Issues first seen in it.
    qint64 newIssues = 0;
    qint64 commits = 0;
    qint64 deploys = 0;
    /// Empty and absent when it was never deployed.
    QString lastDeployEnvironment;
    std::optional<QDateTime> lastDeployAt;
    QList<ReleaseProject> projects;
    bool operator==(const Release &) const = default;
};

struct Deploy {
    QString id;
    QString environment;
    QString name;
    std::optional<QDateTime> startedAt;
    QDateTime finishedAt;
    bool operator==(const Deploy &) const = default;
};

Release readRelease(const base::json::Object &object);
Deploy readDeploy(const base::json::Object &object);

} // namespace slipway::sentry
