#pragma once

#include "timeline/chronicle.h"

#include <QCoreApplication>

namespace slipway::timeline {

/// What markers are called: beside them, in tool tips, by screen readers. `now` is in the zone that times shall have.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)

public:
    /// "Prod", "Staging", "Preview".
    static QString environment(const QString &environment);
    /// "Database migrations", "Secret rotations", "Scalings".
    static QString row(RowKind kind);
    /// Beside the marker: "v42", "0.32.0 building, 62 %", "v44 hotfix waits".
    static QString label(const releases::Release &release);
    /// "watch 12 of 15 min", "watch: healthy"; empty without one.
    static QString watch(const releases::Release &release, const QDateTime &now);

    /// "patient-graph-api production v43, failed, Thu 21 Mar 14:20, watch 12 of 15 min".
    static QString spoken(const releases::Lane &lane, const releases::Release &release, const QDateTime &now);
    static QString spoken(const releases::Mark &mark, RowKind kind, const QDateTime &now);
    /// "7 releases of patient-graph-api production, Tue 12 Mar 10:00 to Thu 14 Mar 11:30, 2 failed".
    static QString spokenCluster(const Track &track, int first, int last, const QDateTime &now);

    /// Plain text, a fact a line.
    static QString tip(const releases::Lane &lane, const releases::Release &release, const QDateTime &now);
    static QString tip(const releases::Mark &mark);
    static QString staleness(const releases::Lane &lane, const QDateTime &now);
    /// "Freeze, hotfixes only".
    static QString freeze(const releases::Freeze &freeze);
    /// "4 – 24 Mar", "20 Dec 2023 – 4 Jan 2024".
    static QString range(double from, double until, const QTimeZone &zone);
    /// "Loading earlier releases"; empty for what is known.
    static QString past(Past past);
    static QString moment(Instant at, const QDateTime &now);
};

/// Nobody vouches for what it shows, or it is over two minutes old.
bool isStale(const releases::Lane &lane, const QDateTime &now);

} // namespace slipway::timeline
