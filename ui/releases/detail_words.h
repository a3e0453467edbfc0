#pragma once

#include "health/watch.h"
#include "releases/release.h"

namespace slipway::workspace {
struct Workspace;
}

/// Names, versions and verdicts in words. Pure; times are read against `now`.
namespace slipway::releases_page {

struct Reading {
    QDateTime now;
    /// May be null.
    const workspace::Workspace *workspace = nullptr;

    /// What people call an app, and who a login is.
    QString appName(const QString &app) const;
    QString personName(const QString &login) const;
};

/// Why a part is not fresh: "GitHub answered 502 at 14:32."; empty while it is.
QString staleWords(const base::Freshness &freshness, const QDateTime &now);
/// "patient-graph-api v43".
QString titleOf(const releases::Release &release, const Reading &reading);
/// "v43", "3.12.1", or the short commit where nobody names one.
QString versionOf(const releases::Release &release);
/// "Watch 12 of 15 min", "Healthy"; empty without a watch.
QString watchWords(const releases::Release &release, const health::WatchState *watch, const QDateTime &now);
base::Status statusOf(releases::Verdict verdict);
/// A time as the page writes it, in `now`'s zone.
QString timeOf(const QDateTime &at, const QDateTime &now);

} // namespace slipway::releases_page
