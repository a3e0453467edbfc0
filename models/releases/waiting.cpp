#include "releases/waiting.h"

#include "releases/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

Waiting waitingOf(const History &history, const QString &app, const QString &environment, const QString &branch,
                  const Span &liveToBranch)
{
    Waiting waiting;
    waiting.app = app;
    waiting.environment = environment;
    waiting.branch = branch;
    waiting.liveSha = liveToBranch.baseSha;
    waiting.ahead = liveToBranch.ahead;
    waiting.behind = liveToBranch.behind;
    waiting.isHotfixUnmerged = liveToBranch.behind > 0;
    waiting.migrations = liveToBranch.migrations;
    std::ranges::copy_if(liveToBranch.commits, std::back_inserter(waiting.commits),
                         [](const Commit &commit) { return !commit.isMerge; });
    for (const Release &release : history.releases) {
        if (release.app != app || release.environment != environment)
            continue;
        if (release.isLive)
            waiting.liveVersion = release.version;
        if (release.outcome == Outcome::Waiting)
            waiting.waitingApproval = release.id;
    }
    return waiting;
}

QString Waiting::words() const
{
    QStringList parts;
    if (ahead == 1)
        parts.append(tr("1 commit waits to ship"));
    else if (ahead > 1)
        parts.append(tr("%1 commits wait to ship").arg(ahead));
    else
        parts.append(tr("nothing waits to ship"));
    if (migrations.size() == 1)
        parts.append(tr("1 migration"));
    else if (migrations.size() > 1)
        parts.append(tr("%1 migrations").arg(migrations.size()));
    // A branch's name may hold a percent sign and a digit: all places are filled at once.
    if (isHotfixUnmerged)
        parts.append(tr("%1 is behind what is live by %2").arg(branch, QString::number(behind)));
    return parts.join(u", "_s);
}

} // namespace slipway::releases
