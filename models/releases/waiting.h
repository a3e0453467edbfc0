#pragma once

#include "releases/releases.h"

namespace slipway::releases {

/// What is merged and not live yet.
struct Waiting {
    QString app;
    QString environment;
    /// The branch that ships there, and what is live.
    QString branch;
    QString liveSha;
    QString liveVersion;
    /// Commits of the branch that are not live, oldest first; without merges.
    QList<Commit> commits;
    qint64 ahead = 0;
    QStringList migrations;
    /// The live commit is not on the branch: a hot-fix that was not merged back, so the branch is behind by so many.
    qint64 behind = 0;
    bool isHotfixUnmerged = false;
    /// A release to there waits for approval: its id.
    QString waitingApproval;
    base::Freshness freshness;
    /// "6 commits wait to ship, 1 migration", "main is 2 commits behind the hot-fix".
    QString words() const;
    bool operator==(const Waiting &) const = default;
};

/// What waits in a lane, from the span between what is live and the branch that ships there. Pure.
Waiting waitingOf(const History &history, const QString &app, const QString &environment, const QString &branch,
                  const Span &liveToBranch);

} // namespace slipway::releases
