#pragma once

#include "base/json.h"
#include "base/result.h"
#include "base/status.h"
#include "base/word.h"

#include <QJsonObject>
#include <QList>

namespace slipway::fly {

/// A release of an app: one image, rolled out to all its machines.
struct Release {
    enum class State { Unknown, Pending, Running, Complete, Failed, Interrupted };

    QString id;
    /// The number that people see as "v43".
    qint64 version = 0;
    base::Word<State> state;
    QString description;
    /// "rolling", "canary", …; empty where not told.
    QString strategy;
    /// Name or mail address; empty where not told.
    QString user;
    /// The image; empty where not told.
    QString image;
    bool isStable = false;
    bool isInProgress = false;
    QDateTime createdAt;
    /// What was kept with it when it was made; told by Client::defined alone.
    QJsonObject definition;

    base::Status status() const;
    bool operator==(const Release &) const = default;
};

/// As api.fly.io's REST answers write it.
Release readRelease(const base::json::Object &object);
/// The answer of its GraphQL history, newest first. Errors: protocol; unauthorized, notFound or invalidInput where the
/// answer, which is always a 200, says so in `errors`.
base::Result<QList<Release>> parseReleaseHistory(const QByteArray &bytes);

} // namespace slipway::fly
