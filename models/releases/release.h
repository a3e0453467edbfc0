#pragma once

#include "base/freshness.h"
#include "base/status.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QMetaType>
#include <QStringList>
#include <QUrl>

#include <chrono>
#include <optional>

/// What was released where and when, and what speaks for it. Values, any thread; times UTC.
namespace slipway::releases {

using std::chrono::milliseconds;

/// How a release came about.
enum class Act { Deploy, Hotfix, Promote, RollBack, Redeploy, Canary };

enum class Outcome {
    Unknown,
    Running,
    Live,       ///< deployed well
    Failed,     ///< its deploy failed, or its watch did
    RolledBack, ///< was taken back later
    Aborted,    ///< by a person, or replaced before it served
    Waiting,    ///< for approval
};

/// Verdict on a release after its watch. Source: delivery-semantics D.
enum class Verdict { None, Watching, Healthy, Degraded, Failed, Inconclusive };

/// One version of one app in one environment, with its evidence joined.
struct Release {
    /// Stable: "fly/patient-graph-api/43", "vercel/dpl_…", "github/9001" before a provider knows it.
    QString id;
    /// The workspace's id of the app.
    QString app;
    /// "production", "staging", "preview".
    QString environment;
    /// "v43", "3.12.1"; empty where nobody names one.
    QString version;
    QString sha;
    QString title;
    Act act = Act::Deploy;
    Outcome outcome = Outcome::Unknown;
    Verdict verdict = Verdict::None;
    /// When it was asked for.
    QDateTime at;
    /// t0 and t1: first and last machine (or alias) serving it; absent until then.
    std::optional<QDateTime> servesSince;
    std::optional<QDateTime> servesAll;
    /// When the next one took over; absent while it is live.
    std::optional<QDateTime> servedUntil;
    std::optional<QDateTime> watchedUntil;
    bool isLive = false;
    QString actor;
    QString branch;
    QString tag;
    /// Pull requests that it brought.
    QList<qint64> pulls;
    /// GitHub: 0 = none.
    qint64 runId = 0;
    qint64 runNumber = 0;
    qint64 deploymentId = 0;
    /// Fly: version number, image and strategy.
    qint64 flyVersion = 0;
    QString image;
    QString strategy;
    /// "1 of 2 machines", "building, 62 %": what goes on or went wrong; empty else.
    QString note;
    /// Vercel: the deployment's id; domains that point to it.
    QString vercelId;
    QStringList aliases;
    bool isStaged = false;
    bool canRollBackTo = false;
    QString sentryVersion;
    /// The release it was promoted from, or rolled back to: its id.
    QString from;
    /// The operation of ours that made it; empty: somebody else's.
    QString operationId;
    QUrl page;

    bool operator==(const Release &) const = default;
};

/// Something else that happened and belongs on the timeline.
struct Mark {
    enum class Kind { Migration, SecretRotation, Scaling, RollBack };
    QString id;
    Kind kind = Kind::Migration;
    /// Empty: of the whole workspace.
    QString app;
    QString environment;
    QDateTime at;
    std::optional<milliseconds> took;
    base::Status status = base::Status::Success;
    /// "0042": short; and in full: "0042_add_biomarker_batches".
    QString name;
    QString detail;
    qint64 runId = 0;
    QUrl page;
    bool operator==(const Mark &) const = default;
};

/// A row of the timeline: an app in an environment.
struct Lane {
    QString app;
    QString appName;
    QString environment;
    /// "fly", "vercel".
    QString provider;
    /// How far what it shows can be trusted.
    base::Freshness freshness;

    QString key() const { return app + QLatin1Char('/') + environment; }
    bool operator==(const Lane &) const = default;
};

/// When production is left alone.
struct Freeze {
    QDateTime from;
    QDateTime until;
    /// "hotfixes only"; empty: nothing.
    QString except;
    bool operator==(const Freeze &) const = default;
};

/// Everything a timeline shows. Releases and marks by time, oldest first; shared, never changed once made.
struct History {
    QList<Lane> lanes;
    QList<Release> releases;
    QList<Mark> marks;
    QList<Freeze> freezes;
    /// Before it nothing is known.
    QDateTime knownSince;

    bool operator==(const History &) const = default;
};

QString actWord(Act act);
QString outcomeWord(Outcome outcome);
QString verdictWord(Verdict verdict);
base::Status statusOf(const Release &release);

} // namespace slipway::releases

Q_DECLARE_METATYPE(slipway::releases::Release)
