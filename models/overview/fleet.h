#pragma once

#include "base/freshness.h"
#include "base/status.h"

#include <QList>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>

/// What runs where, what waits to ship, and what needs a person: the facts of the Overview page.
namespace slipway::overview {

using std::chrono::milliseconds;

/// How users fare with what is live, over the last `points`, oldest first.
struct Health {
    /// Share of failing requests or sessions per point, 0..1; a point without data is absent.
    QList<std::optional<double>> points;
    /// What one point stands for: five minutes of Fly.io's metrics, an hour of Sentry's sessions.
    milliseconds pointLength{5 * 60'000};
    /// The same over the last window, and over the time before the release; absent = nobody knows.
    std::optional<double> errorRate;
    std::optional<double> baselineErrorRate;
    /// Latency now and before, with the name of the measure: "p95", "p75 LCP".
    QString latencyName;
    std::optional<milliseconds> latency;
    std::optional<milliseconds> baselineLatency;
    base::Freshness freshness;

    bool operator==(const Health &) const = default;
};

/// A deployment under way.
struct Progress {
    /// "0.32.0 building", "Canary 1 of 2 machines".
    QString words;
    /// 0..1; absent when nobody can say.
    std::optional<double> share;
    bool operator==(const Progress &) const = default;
};

/// One app in one environment.
struct LiveRelease {
    base::Status status = base::Status::Unknown;
    /// "v43", "3.12.1"; the short commit where there is no version.
    QString version;
    /// Full SHA, lower case; empty when nobody knows.
    QString commit;
    QString commitTitle;
    QString author;
    /// Since when it is live, UTC.
    QDateTime since;
    /// A line on what is remarkable: "Canary on 1 of 2 machines, 2 of 6 probes fail", "Ready to promote".
    QString note;
    /// Only some machines run it, on trial.
    bool isCanary = false;
    std::optional<Health> health;
    std::optional<Progress> progress;
    /// Until when the fifteen-minute watch after the deploy runs; absent when over.
    std::optional<QDateTime> watchedUntil;
    QUrl page;

    bool operator==(const LiveRelease &) const = default;
};

/// What staging has and production has not.
struct Drift {
    qint64 commitsAhead = 0;
    /// Commits only production has: it was hot-fixed or rolled forward by hand.
    qint64 commitsBehind = 0;
    qint64 migrations = 0;
    bool onlyDocs = false;
    QUrl page;

    bool isInStep() const { return commitsAhead == 0 && commitsBehind == 0; }
    bool operator==(const Drift &) const = default;
};

/// The pull requests' own deployments of an app.
struct Previews {
    struct Preview {
        qint64 pullRequest = 0;
        base::Status status = base::Status::Unknown;
        QString branch;
        QUrl page;
        QDateTime createdAt = {};
        bool operator==(const Preview &) const = default;
    };
    QList<Preview> open;
    bool operator==(const Previews &) const = default;
};

/// A cell of the fleet: its facts, absent until known, and how far to trust them.
template<typename Facts>
struct Cell {
    std::optional<Facts> facts;
    base::Freshness freshness;
    /// The workspace says that the app has no such thing; then `facts` stays absent for good.
    bool isApplicable = true;
    bool operator==(const Cell &) const = default;
};

/// One app's row.
struct AppRow {
    QString id;
    QString name;
    QString description;
    /// "Fly.io" or "Vercel".
    QString provider;
    Cell<LiveRelease> production;
    Cell<Drift> drift;
    Cell<LiveRelease> staging;
    Cell<Previews> previews;
    bool operator==(const AppRow &) const = default;
};

/// One workflow's line with its newest runs.
struct WorkflowRow {
    struct Run {
        qint64 id = 0;
        qint64 number = 0;
        base::Status status = base::Status::Unknown;
        QString title;
        QString branch;
        QDateTime startedAt;
        /// Absent while it runs.
        std::optional<milliseconds> took;
        QUrl page;
        bool operator==(const Run &) const = default;
    };
    QString id;
    QString name;
    /// File name without its folder.
    QString file;
    /// Oldest first, at most 20, of the main branch and pull requests.
    QList<Run> runs;
    /// "Push to main, manual": what starts it, and the same for a narrow column.
    QString trigger;
    QString triggerBrief;
    /// What the newest run works on, while it does: an app ("luna") or a job ("CodeQL").
    QString atWork = {};
    base::Freshness freshness;
    bool operator==(const WorkflowRow &) const = default;
};

/// The window's own Accounts dialog, where an item leads there and to no provider's page.
inline const QUrl accountsPage{QStringLiteral("slipway:accounts")};
/// The plan for a lane's way back, on the window's own Releases page: "slipway:roll-back/patient-graph-api/production".
QUrl rollBackPage(const QString &appId, const QString &environment);
/// App and environment of such a page; nothing for any other one.
std::optional<std::pair<QString, QString>> rollBackOf(const QUrl &page);

/// Something that waits for a person, the most pressing first.
struct InboxItem {
    enum class Urgency { Page, Approval, Warning, Due };
    /// Stable over refreshes.
    QString id;
    Urgency urgency = Urgency::Warning;
    /// Name of the icon, as "status-failure".
    QString icon;
    base::Status tone = base::Status::Warning;
    QString title;
    QString text;
    /// Since when it waits, or from when it holds, UTC.
    QDateTime since;
    /// Where it can be dealt with today, and the words of that link ("Open run on GitHub").
    QUrl page;
    QString pageTitle;
    /// The app and environment it is about; empty when about neither.
    QString appId;
    QString environment;
    bool operator==(const InboxItem &) const = default;
};

/// Something that is under way anywhere, for the bar at the bottom.
struct RunningItem {
    QString id;
    QString title;
    QString detail;
    std::optional<double> share;
    QDateTime since;
    QUrl page;
    bool operator==(const RunningItem &) const = default;
};

} // namespace slipway::overview

Q_DECLARE_METATYPE(slipway::overview::AppRow)
Q_DECLARE_METATYPE(slipway::overview::WorkflowRow)
Q_DECLARE_METATYPE(slipway::overview::InboxItem)
Q_DECLARE_METATYPE(slipway::overview::RunningItem)
