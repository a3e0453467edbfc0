#include "approvals/rules/rules.h"
#include "approvals/words.h"
#include "base/format.h"
#include "workspace/workspace.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::approvals::rules {

namespace {

using Level = Guard::Level;
using releases::Verdict;
using std::chrono::milliseconds;

constexpr qint64 oldAfterDays = 3;

bool isFridayOnly(const workspace::Guardrails &rails)
{
    return std::ranges::all_of(rails.freeze, [](const workspace::FreezeWindow &window) {
        return window.days == QList<Qt::DayOfWeek>{Qt::Friday};
    });
}

bool lets(const workspace::Guardrails &rails, bool isHotfix)
{
    return isHotfix && std::ranges::all_of(rails.freeze, [](const workspace::FreezeWindow &window) {
               return window.except == "hotfix"_L1;
           });
}

Guard inFreeze(const Evidence &evidence, const releases::Freeze &freeze)
{
    const workspace::Guardrails &rails = evidence.workspace->guardrails;
    const QString until = tr("Until %1").arg(base::format::time(freeze.until, evidence.now));
    if (lets(rails, evidence.what.isHotfix))
        return {u"freeze"_s, Level::Warn, tr("Freeze, hotfixes are let through"), until, {}};
    const bool isFriday = isFridayOnly(rails);
    return {u"freeze"_s, Level::Ask, isFriday ? tr("It is Friday") : tr("Production is frozen"), until,
            isFriday ? tr("the Friday freeze") : tr("the freeze")};
}

QString versionOf(const Evidence &evidence)
{
    const releases::Release &live = *evidence.live;
    return live.version.isEmpty() ? live.sha.left(7) : live.version;
}

} // namespace

Ruling outsideFreeze(const Evidence &evidence)
{
    const workspace::Guardrails &rails = evidence.workspace->guardrails;
    if (rails.freeze.isEmpty() || evidence.what.environment != "production"_L1)
        return std::nullopt;
    if (!evidence.history)
        return unknown(u"freeze"_s, tr("Freeze not known"), tr("the freeze"));
    std::optional<releases::Freeze> next;
    for (const releases::Freeze &freeze : evidence.history->freezes) {
        if (freeze.from <= evidence.now && evidence.now < freeze.until)
            return inFreeze(evidence, freeze);
        if (freeze.from > evidence.now && (!next || freeze.from < next->from))
            next = freeze;
    }
    const QString detail = next
        ? tr("Freeze starts in %1").arg(base::format::age(milliseconds(evidence.now.msecsTo(next->from))))
        : tr("No freeze is near");
    return Guard{
        u"freeze"_s, Level::Pass, isFridayOnly(rails) ? tr("Not on Friday") : tr("Outside the freeze"), detail, {}};
}

Ruling noAlert(const Evidence &evidence)
{
    const QString id = u"alert"_s;
    const QString overrides = tr("the open alert");
    if (!evidence.live)
        return unknown(id, tr("Alerts not known"), overrides);
    const QString version = versionOf(evidence);
    QString detail = evidence.live->note.isEmpty() ? tr("%1 does badly").arg(version) : evidence.live->note;
    if (evidence.what.isHotfix)
        detail = tr("%1. This is a hotfix").arg(detail);
    switch (evidence.live->verdict) {
    case Verdict::Healthy: return Guard{id, Level::Pass, tr("No alert is open"), tr("%1 is healthy").arg(version), {}};
    case Verdict::Failed:
    case Verdict::Degraded:
        return Guard{id, Level::Ask, tr("An alert is open on %1").arg(evidence.what.environment), detail, overrides};
    case Verdict::Watching:
        return Guard{id, Level::Warn, tr("%1 is still watched").arg(version), tr("Its watch is not over"), {}};
    case Verdict::None:
    case Verdict::Inconclusive: break;
    }
    return Guard{id, Level::Ask, tr("Alerts not known"), tr("Nothing says how %1 fares").arg(version), overrides};
}

Ruling stillCurrent(const Evidence &evidence)
{
    const QString id = u"stale"_s;
    const QString overrides = tr("that this is not the newest state");
    const bool isOlder = evidence.comparison && evidence.comparison->behindBy > 0;
    if (isOlder && evidence.live && evidence.live->at > evidence.run.createdAt)
        return Guard{id, Level::Ask, tr("Deploys old code"),
                     tr("%1 is newer than this run and would be undone").arg(versionOf(evidence)), overrides};
    if (isOlder)
        return Guard{id, Level::Ask, tr("Leaves out what is live"),
                     counted(evidence.comparison->behindBy, "1 commit of what is live is missing",
                             "%1 commits of what is live are missing"),
                     overrides};
    if (evidence.branchHead && *evidence.branchHead != evidence.what.sha)
        return Guard{id, Level::Ask, tr("The branch has moved on"),
                     tr("%1 is now at %2").arg(evidence.what.branch, evidence.branchHead->left(7)), overrides};
    const qint64 waits = evidence.what.askedAt.msecsTo(evidence.now);
    if (evidence.what.askedAt.isValid() && evidence.what.askedAt.daysTo(evidence.now) >= oldAfterDays)
        return Guard{
            id, Level::Warn, tr("Waits for long"), tr("Asked %1 ago").arg(base::format::age(milliseconds(waits))), {}};
    return std::nullopt;
}

} // namespace slipway::approvals::rules
