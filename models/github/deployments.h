#pragma once

#include "base/json.h"
#include "base/status.h"
#include "base/word.h"

#include <QUrl>

#include <optional>

namespace slipway::github {

struct Deployment {
    qint64 id = 0;
    QString sha;
    QString ref;
    QString environment;
    QString task;
    QString description;
    /// Empty when the account is gone.
    QString creator;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool operator==(const Deployment &) const = default;
};

/// One word on a deployment; the newest stands first in lists and holds.
struct DeploymentStatus {
    enum class State { Unknown, Error, Failure, Inactive, InProgress, Queued, Pending, Success };

    qint64 id = 0;
    base::Word<State> state;
    QString description;
    QString creator;
    /// Where the deployment can be seen, and its log; empty when not told.
    QUrl environmentUrl;
    QUrl log;
    QDateTime createdAt;

    /// Inactive (a later deployment took over) is Skipped.
    base::Status status() const;
    bool operator==(const DeploymentStatus &) const = default;
};

Deployment readDeployment(const base::json::Object &object);
DeploymentStatus readDeploymentStatus(const base::json::Object &object);

} // namespace slipway::github
