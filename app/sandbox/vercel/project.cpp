#include "sandbox/vercel/project.h"

#include "sandbox/traffic/traffic.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

constexpr qsizetype shownDeployments = 5;

} // namespace

QJsonObject Variable::toJson() const
{
    QJsonObject object{{u"id"_s, id},
                       {u"key"_s, key},
                       {u"type"_s, type},
                       {u"target"_s, QJsonArray::fromStringList(targets)},
                       {u"createdAt"_s, createdAt},
                       {u"updatedAt"_s, updatedAt},
                       {u"configurationId"_s, QJsonValue(QJsonValue::Null)}};
    if (!branch.isEmpty())
        object.insert(u"gitBranch"_s, branch);
    if (!comment.isEmpty())
        object.insert(u"comment"_s, comment);
    if (type == "plain"_L1)
        object.insert(u"value"_s, plainValue);
    else
        object.insert(u"value"_s, type == "sensitive"_L1 ? QString() : u"eyJ2IjoidjIiLCJjIjoiY2lwaGVydGV4dCJ9"_s);
    return object;
}

QString AliasJob::status(qint64 now) const
{
    if (now < startsAt())
        return u"pending"_s;
    if (!isOver(now))
        return u"in-progress"_s;
    return fails ? u"failed"_s : u"succeeded"_s;
}

QJsonObject AliasJob::toJson(qint64 now) const
{
    return {{u"type"_s, type},
            {u"jobStatus"_s, status(now)},
            {u"requestedAt"_s, requestedAt},
            {u"fromDeploymentId"_s, from.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(from)},
            {u"toDeploymentId"_s, to}};
}

QString Project::teamId() const
{
    return u"team_"_s + QString(team).remove(u'-');
}

QString Project::production(qint64 now) const
{
    const auto next = std::ranges::upper_bound(m_moves, now, {}, &Move::at);
    return next == m_moves.begin() ? QString() : std::prev(next)->deployment;
}

bool Project::hasServed(const QString &deployment, qint64 now) const
{
    return std::ranges::any_of(m_moves,
                               [&](const Move &move) { return move.at <= now && move.deployment == deployment; });
}

void Project::assign(const QString &deployment, const QString &commit, qint64 at)
{
    m_moves.push_back({deployment, commit, at});
}

void Project::plan(Traffic &traffic, qint64 now)
{
    std::erase_if(m_moves, [now](const Move &move) { return move.at > now; });
    traffic.revoke(name, {}, now);
    if (job && !job->fails && job->endsAt() > now) {
        if (const auto target = deployments.find(job->to))
            m_moves.push_back({target->id, target->commit, job->endsAt()});
    }
    if (assignsDomains) {
        for (const Deployment &deployment : deployments.added()) {
            if (deployment.isProduction && !deployment.fails && !deployment.cancelledAt && deployment.endsAt() > now)
                m_moves.push_back({deployment.id, deployment.commit, deployment.endsAt()});
        }
    }
    std::ranges::stable_sort(m_moves, {}, &Move::at);
    for (const Move &move : m_moves) {
        if (move.at > now)
            traffic.serves(name, {}, move.commit, move.at);
    }
}

std::optional<Project::Move> Project::nextMove(qint64 now) const
{
    const auto next = std::ranges::upper_bound(m_moves, now, {}, &Move::at);
    return next == m_moves.end() ? std::nullopt : std::optional(*next);
}

QString Project::branchAlias(const QString &branch) const
{
    QString slug = branch;
    slug.replace(u'/', u'-');
    return u"%1-git-%2-%3.vercel.app"_s.arg(name, slug, team);
}

Standing Project::standing(const Deployment &deployment, qint64 now) const
{
    Standing standing{.team = team, .repository = repository};
    const bool isReady = deployment.isReady(now);
    standing.hasServed = deployment.isProduction && hasServed(deployment.id, now);
    if (deployment.isProduction) {
        standing.isAliased = standing.hasServed;
        const bool isCurrent = production(now) == deployment.id;
        standing.isRollbackCandidate = standing.hasServed && !isCurrent && isReady;
        if (isCurrent)
            standing.aliases = QJsonArray::fromStringList(domains);
    } else if (isReady) {
        standing.isAliased = true;
        standing.aliases = {branchAlias(deployment.branch)};
    }
    return standing;
}

QJsonArray Project::aliasesJson(qint64 now) const
{
    const auto current = deployments.find(production(now));
    QJsonArray list;
    for (const QString &domain : domains) {
        QJsonValue deployment(QJsonValue::Null);
        if (current)
            deployment = brief(*current, standing(*current, now), now);
        list.append(QJsonObject{{u"domain"_s, domain},
                                {u"environment"_s, u"production"_s},
                                {u"target"_s, u"PRODUCTION"_s},
                                {u"deployment"_s, deployment}});
    }
    return list;
}

QJsonObject Project::toJson(qint64 now, bool withRollback) const
{
    const QJsonObject resources{{u"functionDefaultRegions"_s, QJsonArray{u"fra1"_s}}};
    QJsonArray latest;
    for (qsizetype i = 0; i < std::min(shownDeployments, deployments.size()); ++i) {
        const Deployment deployment = deployments.at(i);
        latest.append(brief(deployment, standing(deployment, now), now));
    }
    QJsonObject targets;
    if (const auto current = deployments.find(production(now)))
        targets.insert(u"production"_s, brief(*current, standing(*current, now), now));
    QJsonObject object{{u"id"_s, id},
                       {u"name"_s, name},
                       {u"accountId"_s, teamId()},
                       {u"framework"_s, framework},
                       {u"createdAt"_s, createdAt},
                       {u"updatedAt"_s, deployments.size() > 0 ? deployments.at(0).createdAt : createdAt},
                       {u"nodeVersion"_s, u"20.x"_s},
                       {u"directoryListing"_s, false},
                       {u"live"_s, true},
                       {u"autoAssignCustomDomains"_s, assignsDomains},
                       {u"deploymentExpiration"_s, QJsonObject()},
                       {u"defaultResourceConfig"_s, resources},
                       {u"resourceConfig"_s, resources},
                       {u"alias"_s, aliasesJson(now)},
                       {u"targets"_s, targets},
                       {u"latestDeployments"_s, latest},
                       {u"link"_s,
                        QJsonObject{{u"type"_s, u"github"_s},
                                    {u"org"_s, repository.section(u'/', 0, 0)},
                                    {u"repo"_s, repository.section(u'/', 1)},
                                    {u"repoId"_s, 640'112'093},
                                    {u"productionBranch"_s, productionBranch},
                                    {u"gitCredentialId"_s, u"cred_demo"_s},
                                    {u"deployHooks"_s, QJsonArray()}}},
                       {u"speedInsights"_s, QJsonObject{{u"id"_s, u"si_"_s + name}, {u"hasData"_s, true}}},
                       {u"webAnalytics"_s, QJsonObject{{u"id"_s, u"wa_"_s + name}, {u"hasData"_s, true}}},
                       {u"rollingRelease"_s, QJsonValue(QJsonValue::Null)},
                       {u"lastAliasRequest"_s, job ? QJsonValue(job->toJson(now)) : QJsonValue(QJsonValue::Null)}};
    if (withRollback && job && job->type == "rollback"_L1 && job->status(now) == "succeeded"_L1) {
        object.insert(u"lastRollbackTarget"_s, QJsonObject{{u"deploymentId"_s, job->to}});
        if (!rollbackDescription.isEmpty())
            object.insert(u"rollbackDescription"_s,
                          QJsonObject{{u"userId"_s, u"usr_priya-nair"_s},
                                      {u"username"_s, u"priya-nair"_s},
                                      {u"description"_s, rollbackDescription},
                                      {u"createdAt"_s, job->requestedAt}});
    }
    return object;
}

} // namespace slipway::sandbox::vercel
