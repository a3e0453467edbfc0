#include "releases/join.h"
#include "releases/lane_join.h"
#include "releases/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::releases {

namespace {

using vercel::Deployment;
using vercel::ReadyState;
using vercel::ReadySubstate;

/// A deploy that Sentry notes this long after the release was out is another time that it came.
constexpr milliseconds againAfter{10 * 60'000};

Outcome outcomeOf(const Deployment &deployment)
{
    switch (deployment.state.meaning) {
    case ReadyState::Queued:
    case ReadyState::Initializing:
    case ReadyState::Building: return Outcome::Running;
    case ReadyState::Ready: return Outcome::Live;
    case ReadyState::Error:
    case ReadyState::Blocked: return Outcome::Failed;
    case ReadyState::Cancelled:
    case ReadyState::Deleted: return Outcome::Aborted;
    case ReadyState::Unknown: break;
    }
    return Outcome::Unknown;
}

std::optional<milliseconds> usualBuild(const QList<Deployment> &deployments)
{
    QList<qint64> times;
    for (const Deployment &deployment : deployments) {
        if (deployment.isProduction() && deployment.buildingAt && deployment.readyAt
            && deployment.state == ReadyState::Ready)
            times.append(deployment.buildingAt->msecsTo(*deployment.readyAt));
    }
    if (times.isEmpty())
        return std::nullopt;
    const auto middle = times.begin() + times.size() / 2;
    std::ranges::nth_element(times, middle);
    return milliseconds{std::max<qint64>(*middle, 1)};
}

/// Gives deployments of one project their versions, acts and times.
class VercelJoin
{
public:
    explicit VercelJoin(const LaneFacts &lane)
        : m_lane(lane)
        , m_evidence(lane.evidence.vercel.value(lane.place.vercelProject))
        , m_usualBuild(usualBuild(m_evidence.deployments))
    { }

    QList<Release> releases()
    {
        const QString branch = m_lane.workspace().branchOf(m_lane.app, m_lane.environment);
        QList<Release> result;
        for (const Deployment &deployment : std::as_const(m_evidence.deployments)) {
            const bool isOurs = m_lane.isProduction() ? deployment.isProduction()
                                                      : deployment.target == m_lane.environmentId
                    || (!deployment.isProduction() && deployment.commit.ref == branch);
            if (isOurs)
                result.append(joined(deployment));
        }
        std::ranges::sort(result, {}, [](const Release &release) { return std::pair(release.at, release.id); });
        if (m_lane.isProduction()) {
            addAliasRequest(result);
            addSentryReturns(result);
        }
        return result;
    }

private:
    Release joined(const Deployment &from) const
    {
        Release release = m_lane.blank(u"vercel/"_s + from.id, from.createdAt);
        release.vercelId = from.id;
        release.sha = from.commit.sha;
        release.branch = from.commit.ref;
        release.title = from.commit.message.section(u'\n', 0, 0);
        release.actor =
            m_lane.workspace().personName(from.commit.authorLogin.isEmpty() ? from.creator : from.commit.authorLogin);
        release.outcome = outcomeOf(from);
        release.aliases = from.aliases;
        release.page = from.inspector;
        release.canRollBackTo = from.isRollbackCandidate.value_or(false);
        release.isStaged = from.isProduction() && from.substate == ReadySubstate::Staged;
        if (from.commit.pullRequest != 0)
            release.pulls = {from.commit.pullRequest};
        addVersion(m_lane, release);
        if (const github::Run *run = m_lane.github.runAt(m_lane.app.workflow, release.sha, release.at))
            addRun(m_lane, release, *run);
        if (isHotfix(m_lane.workspace(), release.branch))
            release.act = Act::Hotfix;
        else if (from.meta.value(u"action"_s) == "redeploy"_L1)
            release.act = Act::Redeploy;
        addServing(release, from);
        return release;
    }

    void addServing(Release &release, const Deployment &from) const
    {
        release.note = noteOf(release.outcome, from);
        const bool hasServed = !m_lane.isProduction() || from.substate == ReadySubstate::Promoted
            || (from.substate.isEmpty() && from.isAliasAssigned);
        if (release.outcome != Outcome::Live || !hasServed)
            return;
        release.servesSince = from.readyAt.value_or(from.createdAt);
        release.servesAll = release.servesSince;
        const auto &live = m_evidence.project ? m_evidence.project->production : std::nullopt;
        if (live && live->deploymentId == from.id)
            release.aliases = live->aliases;
    }

    QString noteOf(Outcome outcome, const Deployment &from) const
    {
        if (outcome == Outcome::Failed && !from.errorMessage.isEmpty())
            return from.errorMessage;
        if (outcome == Outcome::Failed)
            return tr("build failed");
        if (outcome == Outcome::Aborted)
            return tr("aborted");
        if (outcome != Outcome::Running)
            return {};
        if (!from.buildingAt || !m_usualBuild)
            return tr("building");
        const qint64 soFar = std::max<qint64>(from.buildingAt->msecsTo(m_lane.evidence.now), 0);
        return tr("building, %1 %").arg(std::min<qint64>(soFar * 100 / m_usualBuild->count(), 99));
    }

    /// What the last move of the domains tells: a roll-back, or a promotion of what was staged or had served before.
    void addAliasRequest(QList<Release> &releases) const
    {
        using Kind = vercel::AliasRequest::Kind;
        using State = vercel::AliasRequest::State;
        const auto &request = m_evidence.project ? m_evidence.project->lastAliasRequest : std::nullopt;
        if (!request || request->kind == Kind::Unknown)
            return;
        const auto target = std::ranges::find(releases, request->toDeploymentId, &Release::vercelId);
        if (target == releases.end())
            return;
        const bool isDone = request->state == State::Succeeded;
        const bool isRollback = request->kind == Kind::Rollback;
        if (!isRollback && !hasServedBefore(*target, request->requestedAt)) {
            target->servesSince = isDone ? std::optional(request->requestedAt) : std::nullopt;
            target->servesAll = target->servesSince;
            return;
        }
        Release again = returned(*target, request->requestedAt, isRollback ? Act::RollBack : Act::Promote);
        if (!isDone) {
            again.outcome = request->state == State::Failed ? Outcome::Failed
                : request->state == State::Skipped          ? Outcome::Aborted
                                                            : Outcome::Running;
            again.servesSince.reset();
            again.servesAll.reset();
        }
        releases.append(again);
    }

    /// Whether it had the domains before: others took them after it, or we saw it serve.
    bool hasServedBefore(const Release &release, const QDateTime &at) const
    {
        const auto seen = std::ranges::find(m_lane.evidence.kept, release.id, &Release::id);
        if (seen != m_lane.evidence.kept.end() && seen->servesSince && *seen->servesSince < at)
            return true;
        return std::ranges::any_of(m_evidence.deployments, [&](const Deployment &other) {
            return other.isProduction() && other.createdAt > release.at && other.createdAt < at
                && other.substate == ReadySubstate::Promoted;
        });
    }

    static Release returned(const Release &of, const QDateTime &at, Act act)
    {
        Release again = of;
        again.id = of.id + u"/again/"_s + QString::number(at.toMSecsSinceEpoch());
        again.at = at;
        again.act = act;
        again.from = of.id;
        again.note =
            tr("%1 again").arg(of.version.isEmpty() ? of.sha.first(std::min<qsizetype>(7, of.sha.size())) : of.version);
        again.servesSince = at;
        again.servesAll = at;
        again.runId = again.runNumber = again.deploymentId = 0;
        again.actor.clear();
        again.outcome = Outcome::Live;
        again.isStaged = false;
        return again;
    }

    /// Vercel tells the last move of the domains only. Where Sentry notes an old version in production once more, it
    /// was taken back to.
    void addSentryReturns(QList<Release> &releases) const
    {
        QList<Release> returns;
        for (const sentry::Release &noted : m_lane.evidence.sentry) {
            if (!noted.lastDeployAt || noted.lastDeployEnvironment != m_lane.environmentId)
                continue;
            const QString sha = commitOf(noted);
            const auto first =
                std::ranges::find_if(releases, [&](const Release &release) { return isSameCommit(release.sha, sha); });
            if (first == releases.end() || !first->servesSince)
                continue;
            const QDateTime at = *noted.lastDeployAt;
            const bool isReturn = at > first->servesSince->addDuration(againAfter)
                && isAnotherLive(releases, *first, at) && !isKnownAt(releases, sha, at);
            if (isReturn)
                returns.append(returned(*first, at, Act::RollBack));
        }
        releases += returns;
    }

    static bool isAnotherLive(const QList<Release> &releases, const Release &first, const QDateTime &at)
    {
        return std::ranges::any_of(releases, [&](const Release &other) {
            return other.servesSince && *other.servesSince > *first.servesSince && *other.servesSince < at
                && !isSameCommit(other.sha, first.sha);
        });
    }

    static bool isKnownAt(const QList<Release> &releases, const QString &sha, const QDateTime &at)
    {
        return std::ranges::any_of(releases, [&](const Release &other) {
            const QDateTime then = other.servesSince.value_or(other.at);
            return isSameCommit(other.sha, sha) && std::abs(then.msecsTo(at)) <= againAfter.count();
        });
    }

    const LaneFacts &m_lane;
    VercelEvidence m_evidence;
    std::optional<milliseconds> m_usualBuild;
};

} // namespace

QList<Release> vercelReleases(const LaneFacts &lane)
{
    return VercelJoin(lane).releases();
}

} // namespace slipway::releases
