#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>

/// Vercel, simulated. Times are milliseconds since 1970, in story time.
namespace slipway::sandbox::vercel {

/// A build of a project. What it looks like at a moment follows from its times alone.
struct Deployment {
    /// As `dpl_…`.
    QString id;
    QString name;
    QString project;
    /// The host without scheme.
    QString url;
    /// Production builds are promoted without a rebuild; others are previews.
    bool isProduction = false;
    QString commit;
    QString branch;
    QString message;
    QString author;
    /// 0 without a pull request.
    int pullRequest = 0;
    qint64 createdAt = 0;
    qint64 queueTime = 4'000;
    qint64 buildTime = 150'000;
    bool fails = false;
    /// When somebody cancelled it.
    std::optional<qint64> cancelledAt;
    /// "git", "redeploy", "cli".
    QString source = QStringLiteral("git");
    /// What its maker wrote into `meta`.
    QJsonObject notes;

    qint64 buildingAt() const { return createdAt + queueTime; }
    /// When it is READY or ERROR, unless it is cancelled before.
    qint64 endsAt() const { return buildingAt() + buildTime; }
    /// QUEUED, INITIALIZING, BUILDING, READY, ERROR or CANCELED.
    QString readyState(qint64 now) const;
    bool isReady(qint64 now) const { return readyState(now) == QLatin1StringView("READY"); }
    /// Whether it has come to an end, good or bad.
    bool isOver(qint64 now) const { return now >= endsAt() || (cancelledAt && *cancelledAt <= now); }
};

/// What a deployment's JSON says that the project decides.
struct Standing {
    QString team;
    /// Where its source lives, as "owner/name".
    QString repository;
    /// It serves production, or once did.
    bool hasServed = false;
    /// The production domains point to it, or the preview's own alias does.
    bool isAliased = false;
    bool isRollbackCandidate = false;
    QJsonArray aliases;
};

/// One entry of the list of deployments.
QJsonObject listEntry(const Deployment &deployment, const Standing &standing, qint64 now);
/// The deployment as GET by id gives it.
QJsonObject detail(const Deployment &deployment, const Standing &standing, qint64 now);
/// The few fields that a project shows of its latest and its production deployment.
QJsonObject brief(const Deployment &deployment, const Standing &standing, qint64 now);
/// The lines of its build until `now`, oldest first.
QJsonArray buildEvents(const Deployment &deployment, qint64 now);

} // namespace slipway::sandbox::vercel
