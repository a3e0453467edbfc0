#include "approvals/rules/rules.h"
#include "approvals/words.h"
#include "base/format.h"
#include "workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals::rules {

namespace {

using Level = Guard::Level;
using releases::Outcome;
using releases::Release;

QList<Release> laneOf(const Evidence &evidence, const QString &environment)
{
    QList<Release> lane;
    for (const Release &release : evidence.history->releases) {
        if (release.app == evidence.what.app && release.environment == environment)
            lane += release;
    }
    return lane;
}

/// The version, or the commit where nobody names a version.
QString nameOf(const Release &release)
{
    return release.version.isEmpty() ? release.sha.left(7) : release.version;
}

bool failed(const Release &release)
{
    return release.outcome == Outcome::Failed || release.outcome == Outcome::RolledBack
        || release.verdict == releases::Verdict::Failed;
}

bool wentWell(const Release &release)
{
    return release.outcome == Outcome::Live && !failed(release);
}

/// The same commit, or the same pull requests brought by another one, as a cherry-pick has them.
bool holdsTheSame(const Evidence &evidence, const Release &release)
{
    if (release.sha == evidence.what.sha)
        return true;
    if (!evidence.span || evidence.span->pulls.isEmpty() || release.pulls.isEmpty())
        return false;
    return std::ranges::all_of(evidence.span->pulls,
                               [&release](qint64 number) { return release.pulls.contains(number); });
}

QString whatStagingRuns(const QList<Release> &lane)
{
    const auto live = std::ranges::find(lane, true, &Release::isLive);
    const auto canary = std::ranges::find_if(lane.rbegin(), lane.rend(), [](const Release &release) {
        return release.act == releases::Act::Canary && release.outcome == Outcome::Running;
    });
    const Release *shown = canary != lane.rend() ? &*canary : live != lane.end() ? &*live : nullptr;
    if (!shown)
        return tr("Nothing is known to run on staging");
    const QString name = shown->act == releases::Act::Canary ? tr("canary %1").arg(nameOf(*shown)) : nameOf(*shown);
    return failed(*shown) ? tr("Staging runs %1, which fails").arg(name) : tr("Staging runs %1").arg(name);
}

bool isNewerOfBranch(const Evidence &evidence, const github::Run &run)
{
    return run.branch == evidence.run.branch && run.number > evidence.run.number;
}

} // namespace

Ruling testedOnStaging(const Evidence &evidence)
{
    const workspace::App *app = evidence.app();
    if (evidence.what.environment == "staging"_L1 || (app && !app->staging))
        return std::nullopt;
    const QString id = u"staging"_s;
    const QString overrides = tr("testing on staging first");
    if (!app || !evidence.history)
        return unknown(id, tr("Test on staging not known"), overrides);
    const QList<Release> lane = laneOf(evidence, u"staging"_s);
    QList<Release> same = lane;
    same.removeIf([&evidence](const Release &release) { return !holdsTheSame(evidence, release); });
    if (same.isEmpty())
        return Guard{id, Level::Ask, tr("Not tested on staging"), whatStagingRuns(lane), overrides};
    const auto good = std::ranges::find_if(same, wentWell);
    if (good == same.end())
        return Guard{id, Level::Ask, tr("Did not go well on staging"), tr("%1 there").arg(nameOf(same.last())),
                     overrides};
    return Guard{id, Level::Pass, tr("Tested on staging"), tr("As %1").arg(nameOf(*good)), {}};
}

Ruling oneAtATime(const Evidence &evidence)
{
    const QString id = u"one-at-a-time"_s;
    const QString overrides = tr("one change at a time");
    if (!evidence.app() || !evidence.history || !evidence.siblings)
        return unknown(id, tr("Other deployments not known"), overrides);
    for (const Release &release : laneOf(evidence, evidence.what.environment)) {
        if (release.outcome == Outcome::Running && release.runId != evidence.run.id)
            return Guard{id, Level::Ask, tr("Another change is under way"),
                         tr("%1 deploys to this app").arg(nameOf(release)), overrides};
    }
    for (const github::Run &run : *evidence.siblings) {
        if (run.phase == github::Phase::InProgress && run.branch == evidence.workspace->branches.production)
            return Guard{id,
                         Level::Warn,
                         tr("The same workflow is under way"),
                         tr("Run %1 of %2").arg(numbered(run.number), run.branch),
                         {}};
    }
    return Guard{id, Level::Pass, tr("One change at a time"), tr("Nothing else deploys to this app"), {}};
}

Ruling laneFree(const Evidence &evidence)
{
    if (!evidence.siblings)
        return std::nullopt;
    const auto &siblings = *evidence.siblings;
    const auto newer =
        std::ranges::find_if(siblings, [&evidence](const github::Run &run) { return isNewerOfBranch(evidence, run); });
    if (newer != siblings.end())
        return Guard{u"lane"_s, Level::Ask, tr("A newer run of the branch exists"),
                     tr("Run %1 holds newer commits").arg(numbered(newer->number)), tr("deploying the newest run")};
    const auto behind =
        std::ranges::find_if(siblings, [](const github::Run &run) { return run.phase == github::Phase::Pending; });
    if (behind != siblings.end())
        return Guard{u"lane"_s,
                     Level::Warn,
                     tr("Runs wait behind this one"),
                     tr("GitHub cancels run %1 when another one comes").arg(numbered(behind->number)),
                     {}};
    return std::nullopt;
}

Ruling wayBack(const Evidence &evidence)
{
    const QString id = u"way-back"_s;
    const QString overrides = tr("a release to roll back to");
    if (!evidence.app() || !evidence.history)
        return unknown(id, tr("Way back not known"), overrides);
    const auto good = std::ranges::find_if(evidence.candidates, wentWell);
    if (good == evidence.candidates.end())
        return Guard{id, Level::Ask, tr("No way back"), tr("No good release could serve again"), overrides};
    QString detail = evidence.live && evidence.live->id != good->id
        ? tr("%1 → %2").arg(nameOf(*evidence.live), nameOf(*good))
        : tr("Back to %1").arg(nameOf(*good));
    if (!good->strategy.isEmpty())
        detail += u' ' + good->strategy;
    return Guard{id, Level::Pass, tr("Way back is ready"), detail, {}};
}

} // namespace slipway::approvals::rules
