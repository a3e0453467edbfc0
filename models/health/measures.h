#pragma once

#include "base/result.h"
#include "releases/release.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QUrl>

#include <optional>

/// What is counted of an app, and whom it is counted for. Values, any thread; times UTC.
namespace slipway::health {

/// One whole minute. Absent: not measured, which is not zero.
struct Minute {
    QDateTime at;
    std::optional<double> requests;
    std::optional<double> errors;
    /// 95th percentile of the durations, ms.
    std::optional<double> p95;
    bool operator==(const Minute &) const = default;
};

/// One of the busiest operations: "GET /v1/graph/query".
struct OperationMinutes {
    QString name;
    QList<Minute> minutes;
    bool operator==(const OperationMinutes &) const = default;
};

/// An error that this release brought or brought back, as Sentry counts it since t0.
struct NewIssue {
    QString id;
    QString title;
    QUrl page;
    std::optional<QDateTime> firstSeenAt;
    qint64 events = 0;
    qint64 users = 0;
    bool isUnhandled = false;
    /// `error` or worse.
    bool isError = true;
    /// Seen before, resolved, and back in this release.
    bool isRegressed = false;
    /// The old version has it too after t0: not ours.
    bool hitsOld = false;
    bool operator==(const NewIssue &) const = default;
};

/// What became of the migrations that a release needs.
struct Migrations {
    QStringList needed;
    QStringList missing;
    /// When the last of them ran.
    std::optional<QDateTime> ranAt;
    bool operator==(const Migrations &) const = default;
};

/// The answer of a health path, or of the provider's own checks where it cannot be asked.
struct ProbeAnswer {
    bool isGood = false;
    int ms = 0;
    /// "200 in 41 ms", "2 of 2 checks passing".
    QString words;
    bool operator==(const ProbeAnswer &) const = default;
};

/// A span of time, until exclusive.
struct Period {
    QDateTime from;
    QDateTime until;
    bool contains(const QDateTime &at) const { return at >= from && at < until; }
    bool operator==(const Period &) const = default;
};

/// The release that is watched, with what the sources need to know.
struct Subject {
    releases::Release release;
    /// Sentry's name of the version before; empty: none is known.
    QString previousSentryVersion;
    /// Empty: nobody watches it there.
    QString sentryOrganization;
    QString sentryProject;
    QUrl health;
    QString flyApp;
    bool operator==(const Subject &) const = default;
};

} // namespace slipway::health
