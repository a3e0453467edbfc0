#include "overview/live_vercel.h"

#include "overview/words.h"
#include "vercel/deployments.h"
#include "vercel/projects.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using base::Status;
using vercel::Deployment;
using vercel::ReadyState;

bool isUnderWay(const Deployment &deployment)
{
    return deployment.state == ReadyState::Queued || deployment.state == ReadyState::Initializing
        || deployment.state == ReadyState::Building;
}

bool isReady(const Deployment &deployment)
{
    return deployment.state == ReadyState::Ready;
}

LiveRelease releaseOf(const Deployment &deployment)
{
    LiveRelease release;
    release.status = deployment.status();
    release.commit = deployment.commit.sha.toLower();
    release.commitTitle = deployment.commit.message.section(u'\n', 0, 0);
    release.author = deployment.commit.authorLogin.isEmpty() ? deployment.creator : deployment.commit.authorLogin;
    release.since = deployment.readyAt.value_or(deployment.createdAt);
    release.page = deployment.inspector.isEmpty() ? deployment.url : deployment.inspector;
    return release;
}

LiveRelease releaseOf(const vercel::ProductionTarget &target)
{
    LiveRelease release;
    release.status = vercel::statusOf(target.state);
    release.commit = target.commit.sha.toLower();
    release.commitTitle = target.commit.message.section(u'\n', 0, 0);
    release.author = target.commit.authorLogin;
    release.since = target.createdAt.value_or(QDateTime());
    release.page = target.url;
    return release;
}

std::optional<LiveRelease> liveOf(const vercel::Project &project, const QList<Deployment> &deployments)
{
    std::optional<LiveRelease> release;
    const QString id = project.production ? project.production->deploymentId : QString();
    const auto found = std::ranges::find_if(deployments, [&id](const Deployment &deployment) {
        return id.isEmpty() ? deployment.isProduction() && deployment.substate == vercel::ReadySubstate::Promoted
                            : deployment.id == id;
    });
    if (found != deployments.end())
        release = releaseOf(*found);
    else if (project.production)
        release = releaseOf(*project.production);
    // A promotion or roll-back put it live later than it was built.
    const auto &moved = project.lastAliasRequest;
    if (release && moved && moved->state == vercel::AliasRequest::State::Succeeded && moved->toDeploymentId == id
        && moved->requestedAt > release->since)
        release->since = moved->requestedAt;
    return release;
}

std::optional<milliseconds> usualBuild(const QList<Deployment> &deployments)
{
    QList<qint64> took;
    for (const Deployment &deployment : deployments) {
        if (isReady(deployment) && deployment.readyAt)
            took += deployment.createdAt.msecsTo(*deployment.readyAt);
    }
    took.removeIf([](qint64 ms) { return ms <= 0; });
    if (took.isEmpty())
        return std::nullopt;
    std::ranges::sort(took);
    return milliseconds{took.at(took.size() / 2)};
}

/// The newest production build, when it came after what is live.
void takeNewestBuild(VercelFacts &facts, const vercel::Project &project, const QList<Deployment> &deployments)
{
    const auto newest = std::ranges::find_if(deployments, &Deployment::isProduction);
    if (newest == deployments.end() || (project.production && newest->id == project.production->deploymentId))
        return;
    if (isUnderWay(*newest))
        facts.deploying =
            Deploying{newest->commit.sha.toLower(), newest->createdAt, usualBuild(deployments), newest->inspector};
    else if (newest->state == ReadyState::Error)
        facts.failedBuild = words::shortCommit(newest->commit.sha.toLower());
}

} // namespace

VercelFacts fromVercel(const vercel::Project &project, const QList<Deployment> &deployments)
{
    VercelFacts facts;
    facts.production = liveOf(project, deployments);
    facts.isRolledBack = !project.rolledBackTo.isEmpty();
    takeNewestBuild(facts, project, deployments);
    QSet<qint64> seen;
    for (const Deployment &deployment : deployments) {
        if (deployment.isProduction())
            continue;
        const QString &branch = deployment.commit.ref;
        if (isReady(deployment) && !branch.isEmpty() && !facts.branches.contains(branch))
            facts.branches.insert(branch, releaseOf(deployment));
        const qint64 pullRequest = deployment.commit.pullRequest;
        if (pullRequest == 0 || seen.contains(pullRequest))
            continue;
        seen.insert(pullRequest);
        facts.previews.open.append({pullRequest, deployment.status(), branch, deployment.url, deployment.createdAt});
    }
    return facts;
}

QList<Deployment> mergeDeployments(const QList<Deployment> &known, const QList<Deployment> &newer, qsizetype most)
{
    QList<Deployment> merged = newer;
    QSet<QString> ids;
    for (const Deployment &deployment : newer)
        ids.insert(deployment.id);
    for (const Deployment &deployment : known) {
        if (!ids.contains(deployment.id))
            merged += deployment;
    }
    std::ranges::stable_sort(merged, std::ranges::greater(), &Deployment::createdAt);
    merged.resize(std::min(merged.size(), most));
    return merged;
}

} // namespace slipway::overview
