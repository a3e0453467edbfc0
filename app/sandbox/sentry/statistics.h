#pragma once

#include "sandbox/core/call.h"
#include "sandbox/sentry/organization.h"

#include <expected>

namespace slipway::sandbox::sentry {

/// What a query for figures is about.
struct Scope {
    std::vector<const Project *> projects;
    QStringList environments;
    qint64 from = 0;
    qint64 to = 0;
    qint64 interval = 3'600'000;
    /// Only the builds of these releases; empty for all.
    QString release;

    /// The starts of all intervals.
    std::vector<qint64> buckets() const;
};

/// Reads project, environment, statsPeriod, start, end, interval and query. Error: the text of a 400.
std::expected<Scope, QString> readScope(const Call &call, const Organization &organization, qint64 defaultPeriod);

/// A part of a scope that is counted by itself: one project, environment or release.
struct Group {
    QJsonObject by;
    QStringList services;
    QString commit;
};

/// The groups of a scope by "project", "environment" and "release"; one group of everything without any.
std::vector<Group> groupsOf(const Organization &organization, const Scope &scope, const QStringList &groupBy);

/// The answer of GET …/sessions/. A session is some fifty requests; it crashes as often as a request fails.
QJsonObject sessions(const Organization &organization, const Scope &scope, const QStringList &fields,
                     const QStringList &groupBy);
/// The answer of GET …/events-timeseries/.
QJsonObject timeSeries(const Organization &organization, const Scope &scope, const QString &dataset,
                       const QStringList &axes, const QStringList &groupBy);
/// The answer of GET …/events/ for aggregates, one row a group.
QJsonObject eventTable(const Organization &organization, const Scope &scope, const QString &dataset,
                       const QStringList &fields);

} // namespace slipway::sandbox::sentry
