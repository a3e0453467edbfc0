#pragma once

#include "base/json.h"

#include <QMap>

#include <chrono>
#include <optional>

namespace slipway::sentry {

/// Session figures of one group. Shares are 0..1 and absent where there were no sessions.
struct SessionGroup {
    /// What tells the group from others: "release", "environment", "project", "session.status".
    QMap<QString, QString> by;
    /// By field, as "crash_free_rate(session)".
    QMap<QString, std::optional<double>> totals;
    /// The same per interval, in the order of Sessions::intervals. Empty when not asked for.
    QMap<QString, QList<std::optional<double>>> series;
    bool operator==(const SessionGroup &) const = default;
};

struct Sessions {
    QDateTime from;
    QDateTime to;
    /// Where each interval begins.
    QList<QDateTime> intervals;
    QList<SessionGroup> groups;
    bool operator==(const Sessions &) const = default;
};

/// A value of an interval that begins `at`.
struct Bucket {
    QDateTime at;
    /// Absent where nothing was measured.
    std::optional<double> value;
    /// Still being counted: leave it out of comparisons.
    bool isIncomplete = false;
    bool operator==(const Bucket &) const = default;
};

/// A statistic of events over time.
struct TimeSeries {
    /// "count()", "p75(measurements.lcp)".
    QString yAxis;
    /// Empty unless the query groups.
    QMap<QString, QString> groupBy;
    std::chrono::milliseconds interval{0};
    /// "millisecond", …; empty for a bare number.
    QString unit;
    /// Oldest first.
    QList<Bucket> buckets;
    bool operator==(const TimeSeries &) const = default;
};

Sessions readSessions(const base::json::Object &object);
TimeSeries readTimeSeries(const base::json::Object &object);

} // namespace slipway::sentry
