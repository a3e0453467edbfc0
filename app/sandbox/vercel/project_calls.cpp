// What the API says of people, teams and projects, and how production moves.
#include "sandbox/vercel/api.h"

#include "sandbox/core/simulation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

constexpr qint64 accountCreated = 1'640'995'200'000;
const QJsonValue none(QJsonValue::Null);

QString userName(Access access)
{
    return access == Access::Full ? u"priya-nair"_s : u"viewer"_s;
}

} // namespace

Reply Api::user(const Call &call)
{
    const QString name = userName(call.access);
    const QJsonObject user{{u"id"_s, u"usr_"_s + name},
                           {u"username"_s, name},
                           {u"name"_s, call.access == Access::Full ? u"Priya Nair"_s : u"Viewer"_s},
                           {u"email"_s, name + "@loop.health"_L1},
                           {u"avatar"_s, none},
                           {u"billing"_s, none},
                           {u"createdAt"_s, accountCreated},
                           {u"defaultTeamId"_s, m_team->id()},
                           {u"hasTrialAvailable"_s, false},
                           {u"resourceConfig"_s, QJsonObject()},
                           {u"softBlock"_s, none},
                           {u"stagingPrefix"_s, name}};
    return Reply::json(QJsonObject{{u"user"_s, user}});
}

QJsonObject Api::teamJson() const
{
    return {{u"id"_s, m_team->id()},
            {u"slug"_s, m_team->slug()},
            {u"name"_s, m_team->slug() == "loop-health"_L1 ? u"Loop Health"_s : m_team->slug()},
            {u"avatar"_s, none},
            {u"description"_s, none},
            {u"billing"_s, QJsonObject{{u"plan"_s, u"pro"_s}}},
            {u"createdAt"_s, accountCreated},
            {u"updatedAt"_s, accountCreated},
            {u"creatorId"_s, u"usr_priya-nair"_s},
            {u"stagingPrefix"_s, m_team->slug()},
            {u"membership"_s,
             QJsonObject{{u"role"_s, u"OWNER"_s},
                         {u"confirmed"_s, true},
                         {u"createdAt"_s, accountCreated},
                         {u"created"_s, accountCreated},
                         {u"teamId"_s, m_team->id()},
                         {u"uid"_s, u"usr_priya-nair"_s}}}};
}

Reply Api::teams(const Call &call)
{
    QJsonArray teams;
    if (call.access != Access::MissingScopes)
        teams.append(teamJson());
    return Reply::json(QJsonObject{{u"teams"_s, teams}, {u"pagination"_s, pagination(teams.size(), 0, 0)}});
}

Reply Api::team(const Call &call)
{
    const QString wanted = call.parameter(u"team"_s);
    if (wanted != m_team->id() && wanted != m_team->slug())
        return error(404, u"Team not found"_s);
    return Reply::json(teamJson());
}

Reply Api::listProjects(const Call &call)
{
    const qint64 limit = std::clamp<qint64>(call.queryNumber(u"limit"_s, 20), 1, 100);
    const qint64 from = call.queryNumber(u"from"_s, 0);
    const QString search = call.queryValue(u"search"_s);
    QJsonArray list;
    qint64 next = 0;
    qint64 last = 0;
    const auto &projects = m_team->projects();
    for (auto project = projects.rbegin(); project != projects.rend() && next == 0; ++project) {
        if ((from > 0 && project->createdAt >= from) || !project->name.contains(search, Qt::CaseInsensitive))
            continue;
        if (list.size() == limit) {
            next = last;
        } else {
            list.append(project->toJson(now(), false));
            last = project->createdAt;
        }
    }
    return Reply::json(QJsonObject{{u"projects"_s, list}, {u"pagination"_s, pagination(list.size(), next, from)}});
}

Reply Api::showProject(const Call &call, Project &project)
{
    return Reply::json(project.toJson(now(), call.queryValue(u"rollbackInfo"_s) == "true"_L1));
}

Reply Api::changeProject(const Call &call, Project &project)
{
    const QJsonObject body = call.json();
    if (body.value("autoAssignCustomDomains"_L1).isBool())
        project.assignsDomains = body.value("autoAssignCustomDomains"_L1).toBool();
    m_team->replan(project);
    simulation().note(u"vercel"_s, u"project.changed"_s, project.name);
    return Reply::json(project.toJson(now(), false));
}

Reply Api::domains(const Call &, Project &project)
{
    QJsonArray list;
    for (const QString &domain : std::as_const(project.domains))
        list.append(QJsonObject{{u"name"_s, domain},
                                {u"apexName"_s, domain.section(u'.', -2)},
                                {u"projectId"_s, project.id},
                                {u"redirect"_s, none},
                                {u"redirectStatusCode"_s, none},
                                {u"gitBranch"_s, none},
                                {u"createdAt"_s, project.createdAt},
                                {u"updatedAt"_s, project.createdAt},
                                {u"verified"_s, true}});
    return Reply::json(QJsonObject{{u"domains"_s, list}, {u"pagination"_s, pagination(list.size(), 0, 0)}});
}

Reply Api::customEnvironments(const Call &, Project &)
{
    return Reply::json(
        QJsonObject{{u"accountLimit"_s, QJsonObject{{u"total"_s, 1}}}, {u"environments"_s, QJsonArray()}});
}

Reply Api::rollingRelease(const Call &, Project &)
{
    return Reply::json(QJsonObject{{u"rollingRelease"_s, none}});
}

Reply Api::aliasJobs(const Call &call, Project &project)
{
    const bool failedOnly = call.queryValue(u"failedOnly"_s) == "true"_L1;
    QJsonArray list;
    if (project.job) {
        const QString status = project.job->status(now());
        const QString word = status == "succeeded"_L1 ? u"completed"_s : status;
        for (const QString &domain : std::as_const(project.domains)) {
            if (!failedOnly || status == "failed"_L1)
                list.append(QJsonObject{{u"alias"_s, domain}, {u"id"_s, u"als_"_s + domain}, {u"status"_s, word}});
        }
    }
    return Reply::json(QJsonObject{{u"aliases"_s, list}, {u"pagination"_s, pagination(list.size(), 0, 0)}});
}

Reply Api::promote(const Call &, Project &project, const Deployment &deployment)
{
    if (project.job && !project.job->isOver(now()))
        return error(409, u"Another promotion or rollback of this project is in progress."_s);
    if (!deployment.isProduction)
        return error(422,
                     u"The deployment was built for preview: create a deployment with target production from it."_s);
    if (!deployment.isReady(now()))
        return error(422, u"The deployment is not ready."_s);
    m_team->move(project, deployment, u"promote"_s);
    return Reply::empty(201);
}

Reply Api::rollback(const Call &call, Project &project, const Deployment &deployment)
{
    if (project.job && !project.job->isOver(now()))
        return error(409, u"Another promotion or rollback of this project is in progress."_s);
    if (!project.standing(deployment, now()).isRollbackCandidate)
        return error(422, u"The deployment has not served production: only such deployments can be rolled back to."_s);
    m_team->move(project, deployment, u"rollback"_s);
    project.rollbackDescription = call.queryValue(u"description"_s);
    return Reply::empty(201);
}

Reply Api::describeRollback(const Call &call, Project &project, const Deployment &)
{
    project.rollbackDescription = call.json().value("description"_L1).toString();
    return Reply::empty(200);
}

} // namespace slipway::sandbox::vercel
