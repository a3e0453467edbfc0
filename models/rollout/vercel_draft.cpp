#include "rollout/vercel_draft.h"

#include "rollout/counting.h"
#include "rollout/fly_sides.h"
#include "rollout/freeze_guard.h"
#include "rollout/vercel_facts.h"

#include "base/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout {

using base::Error;
using vercel::Deployment;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rollout::VercelDraft)
};

Error nothing(const QString &message, const QString &advice)
{
    return makeError(Error::Kind::NotFound, message, advice);
}

/// What an act works on: the build that is to serve, or that is built again.
base::Result<Deployment> chosen(const VercelFacts &facts, const Wish &wish, const QList<Deployment> &among)
{
    if (!wish.release.isEmpty()) {
        if (const Deployment *known = findDeployment(facts, wish.release))
            return *known;
        return std::unexpected(nothing(Words::tr("Vercel does not list the deployment %1.").arg(wish.release),
                                       Words::tr("Refresh, then choose another one.")));
    }
    if (among.isEmpty()) {
        return std::unexpected(nothing(Words::tr("%1 has no other deployment for this.").arg(facts.app.name),
                                       Words::tr("Deploy a commit instead.")));
    }
    return among.first();
}

/// Newest first: builds that wait to be let in, else previews.
QList<Deployment> promotable(const VercelFacts &facts, const Wish &wish)
{
    QList<Deployment> list;
    const auto isServing = [&facts](const Deployment &one) { return facts.serving && facts.serving->id == one.id; };
    for (const Deployment &deployment : facts.productions) {
        if (!isServing(deployment)
            && (deployment.substate == vercel::ReadySubstate::Staged || wish.act == Wish::Act::UndoRollback))
            list.append(deployment);
    }
    return wish.act == Wish::Act::UndoRollback || !list.isEmpty() ? list : facts.previews;
}

base::Result<Deployment> targetOf(const VercelFacts &facts, const Wish &wish, const releases::Releases *releases)
{
    switch (wish.act) {
    case Wish::Act::RollBack: {
        QList<Deployment> targets = rollbackTargets(facts);
        // The last one whose watch passed comes before newer ones that nobody watched.
        std::ranges::stable_partition(targets, [releases](const Deployment &one) {
            const auto *known = releases ? releases->release(u"vercel/"_s + one.id) : nullptr;
            return known && known->verdict == releases::Verdict::Healthy;
        });
        return chosen(facts, wish, targets);
    }
    case Wish::Act::Promote:
    case Wish::Act::UndoRollback: return chosen(facts, wish, promotable(facts, wish));
    case Wish::Act::Redeploy: return chosen(facts, wish, facts.serving ? QList{*facts.serving} : QList<Deployment>());
    default: break;
    }
    return std::unexpected(makeError(Error::Kind::InvalidInput, Words::tr("Vercel has no act of this kind."),
                                     Words::tr("Roll back, promote or redeploy instead.")));
}

/// A deployment as the joined release that it is, or made of what Vercel alone knows.
releases::Release releaseOf(const Planner::Setup &setup, const VercelFacts &facts, const Deployment &deployment,
                            const Wish &wish)
{
    const QString id = u"vercel/"_s + deployment.id;
    if (const auto *known = setup.releases ? setup.releases->release(id) : nullptr)
        return *known;
    releases::Release release;
    release.id = id;
    release.app = facts.app.id;
    release.environment = wish.target.environment;
    release.version = nameOf(facts, deployment);
    release.sha = deployment.commit.sha;
    release.title = deployment.commit.message.section(u'\n', 0, 0);
    release.at = deployment.createdAt;
    release.servesSince = deployment.readyAt;
    release.isLive = facts.serving && facts.serving->id == deployment.id;
    release.actor = deployment.creator;
    release.branch = deployment.commit.ref;
    release.vercelId = deployment.id;
    release.isStaged = deployment.substate == vercel::ReadySubstate::Staged;
    release.canRollBackTo = deployment.isRollbackCandidate.value_or(false);
    release.page = deployment.inspector;
    return release;
}

void takeSides(const Planner::Setup &setup, const VercelFacts &facts, const Deployment &target, Draft &draft)
{
    const QDateTime now = setup.clock->now();
    if (facts.serving)
        draft.from = cardOf(releaseOf(setup, facts, *facts.serving, draft.wish), now, true);
    draft.to = cardOf(releaseOf(setup, facts, target, draft.wish), now, false);
    const bool isBack = draft.wish.act == Wish::Act::RollBack;
    const QList<Deployment> others = isBack ? rollbackTargets(facts) : promotable(facts, draft.wish);
    for (const Deployment &other : others) {
        if (other.id != target.id)
            draft.others.append(releaseOf(setup, facts, other, draft.wish));
    }
}

/// Variables of production that are newer than the build, which keeps the values it was built with.
QStringList driftOf(const VercelFacts &facts, const Deployment &target, const QDateTime &now)
{
    QStringList lines;
    for (const vercel::VariableName &variable : facts.variables) {
        const auto changed = variable.updatedAt ? variable.updatedAt : variable.createdAt;
        if (!changed || *changed <= target.createdAt || !variable.targets.contains(u"production"_s))
            continue;
        const QString age = base::format::age(milliseconds(changed->msecsTo(now)));
        lines.append(Words::tr("%1 was changed %2 ago: this build still has the value before.").arg(variable.key, age));
    }
    return lines;
}

QStringList staying(const VercelFacts &facts, Wish::Act act, bool isRebuilt)
{
    const QString domains = facts.project.production ? facts.project.production->aliases.join(u", "_s) : QString();
    QStringList lines;
    switch (act) {
    case Wish::Act::RollBack:
        lines.append(
            Words::tr("Nothing is built: the old build serves with the variables, secrets and cron jobs that it "
                      "was built with."));
        lines.append(
            Words::tr("Production is pinned from then on: pushes are built but stay staged, until you undo the "
                      "roll-back."));
        break;
    case Wish::Act::UndoRollback: lines.append(Words::tr("Pushes take the production domains again.")); break;
    default:
        if (isRebuilt)
            lines.append(Words::tr("It is built again with the variables of today; what is tested is not byte for byte "
                                   "what will serve."));
        if (facts.assignment != Assignment::Automatic)
            lines.append(Words::tr("Pushes take the production domains again."));
    }
    if (!domains.isEmpty())
        lines.append(Words::tr("Domains: %1.").arg(domains));
    lines.append(Words::tr("The database and other apps stay as they are."));
    return lines;
}

bool isRebuilt(Wish::Act act, const Deployment &target, bool isProduction)
{
    return act == Wish::Act::Redeploy || (isProduction && !target.isProduction());
}

qint64 requestedAt(const vercel::Project &project)
{
    return project.lastAliasRequest ? project.lastAliasRequest->requestedAt.toMSecsSinceEpoch() : 0;
}

bool isMoving(const vercel::Project &project)
{
    using State = vercel::AliasRequest::State;
    const auto &last = project.lastAliasRequest;
    return last && (last->state == State::Pending || last->state == State::InProgress);
}

/// Of the last build, or what such a build takes as a rule.
qint64 buildTime(const Deployment &target)
{
    constexpr qint64 usual = 150'000;
    return target.readyAt && target.buildingAt ? std::max<qint64>(target.buildingAt->msecsTo(*target.readyAt), 1'000)
                                               : usual;
}

QJsonObject basisOf(const Planner::Setup &setup, const VercelFacts &facts, const Deployment &target, const Wish &wish)
{
    const bool isProduction = wish.target.environment == "production"_L1;
    const QList<Deployment> targets = rollbackTargets(facts);
    const QStringList channels = setup.workspace->organizations.slackChannels;
    const QString version = facts.versions.value(target.commit.sha);
    return {{u"project"_s, facts.project.name},
            {u"team"_s, setup.workspace->organizations.vercel},
            {u"deployment"_s, target.id},
            {u"url"_s, target.url.host()},
            {u"name"_s, nameOf(facts, target)},
            {u"targetIsProduction"_s, target.isProduction()},
            {u"hasServed"_s, target.substate == vercel::ReadySubstate::Promoted || target.isRollbackCandidate == true},
            {u"from"_s, facts.serving ? facts.serving->id : QString()},
            {u"lastRequestedAt"_s, requestedAt(facts.project)},
            {u"isMoving"_s, isMoving(facts.project)},
            {u"isPinned"_s, facts.assignment == Assignment::Pinned},
            {u"assigns"_s, facts.assignment == Assignment::Automatic},
            {u"isRebuilt"_s, isRebuilt(wish.act, target, isProduction)},
            {u"isProduction"_s, isProduction},
            {u"buildTime"_s, buildTime(target)},
            {u"plan"_s, facts.serving ? facts.serving->plan : QString()},
            {u"isPrevious"_s, !targets.isEmpty() && targets.first().id == target.id},
            {u"sentryOrganization"_s, setup.workspace->organizations.sentry},
            {u"sentryVersion"_s,
             version.isEmpty() || facts.place.sentryProject.isEmpty() ? QString() : facts.app.tagOf(version)},
            {u"freeze"_s, wish.act == Wish::Act::RollBack ? QString() : freezeWords(setup, wish.target)},
            {u"watchMinutes"_s, static_cast<int>(setup.workspace->alerts.watch.count())},
            {u"slackChannel"_s, channels.value(0)}};
}

QString titleOf(const Wish &wish, const QString &app, const QString &version)
{
    switch (wish.act) {
    case Wish::Act::RollBack: return Words::tr("Roll back %1 to %2").arg(app, version);
    case Wish::Act::UndoRollback: return Words::tr("Undo the roll-back of %1").arg(app);
    case Wish::Act::Redeploy: return Words::tr("Redeploy %1 %2").arg(app, version);
    default: return Words::tr("Promote %1 %2").arg(app, version);
    }
}

/// Why the act cannot be had for this place; empty: it can.
QString obstacleOf(const VercelFacts &facts, const Wish &wish)
{
    const bool isProduction = wish.target.environment == "production"_L1;
    if (!isProduction && wish.act != Wish::Act::Redeploy)
        return Words::tr("At Vercel only production can be rolled back or promoted to. Redeploy instead.");
    if (wish.act == Wish::Act::UndoRollback && facts.assignment == Assignment::Automatic)
        return Words::tr("Production is not pinned: there is nothing to undo.");
    return {};
}

QCoro::Task<Draft> withSpan(releases::Releases *releases, Draft draft, std::stop_token stop)
{
    if (!releases || draft.from.sha.isEmpty() || draft.to.sha.isEmpty() || draft.from.sha == draft.to.sha)
        co_return draft;
    const bool isBack = draft.wish.act == Wish::Act::RollBack;
    const auto span =
        co_await releases->span(isBack ? draft.to.sha : draft.from.sha, isBack ? draft.from.sha : draft.to.sha, stop);
    if (!span) {
        draft.reverts.append(Words::tr("What lies between could not be told: %1").arg(span.error().message));
        co_return draft;
    }
    draft.baseSha = span->baseSha;
    draft.headSha = span->headSha;
    draft.reverts.append(counted(span->commits.size(), Words::tr("1 commit"), Words::tr("%1 commits")));
    for (const releases::Commit &commit : span->commits)
        draft.reverts.append(commit.sha.left(7) + u' ' + commit.title);
    co_return draft;
}

} // namespace

QCoro::Task<base::Result<Draft>> draftVercel(Planner::Setup setup, Wish wish, std::stop_token stop)
{
    const auto facts = co_await askVercel(setup, wish, stop);
    if (!facts)
        co_return std::unexpected(facts.error());
    const auto target = targetOf(*facts, wish, setup.releases);
    if (!target)
        co_return std::unexpected(target.error());
    Draft draft;
    draft.wish = wish;
    draft.provider = u"vercel"_s;
    draft.appName = facts->app.name;
    draft.where = Words::tr("Vercel, project %1").arg(facts->project.name);
    draft.title = titleOf(wish, facts->app.name, nameOf(*facts, *target));
    takeSides(setup, *facts, *target, draft);
    const bool isBuilt = isRebuilt(wish.act, *target, wish.target.environment == "production"_L1);
    if (!isBuilt)
        draft.drift = driftOf(*facts, *target, setup.clock->now());
    draft.stays = staying(*facts, wish.act, isBuilt);
    draft.basis = basisOf(setup, *facts, *target, wish);
    draft.options = {{u"tell"_s, Words::tr("Tell Sentry and Slack"), {}, milliseconds(0), {}},
                     {u"watch"_s,
                      Words::tr("Watch for %1 minutes").arg(setup.workspace->alerts.watch.count()),
                      {},
                      milliseconds(0),
                      {}}};
    draft.optionsPreset = {u"tell"_s, u"watch"_s};
    draft.obstacle = obstacleOf(*facts, wish);
    draft.madeAt = setup.clock->now();
    co_return co_await withSpan(setup.releases, draft, stop);
}

} // namespace slipway::rollout
