// What the API says of deployments and aliases, and how builds begin and end.
#include "sandbox/vercel/api.h"
#include "sandbox/vercel/deployment_list.h"

#include "sandbox/core/simulation.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

QJsonObject aliasJson(const QString &alias, const Deployment &deployment)
{
    const QString created =
        QDateTime::fromMSecsSinceEpoch(deployment.endsAt(), QTimeZone::UTC).toString(Qt::ISODateWithMs);
    return {{u"uid"_s, u"als_"_s + alias}, {u"alias"_s, alias}, {u"created"_s, created}};
}

/// As the list over all projects shows it.
QJsonObject placedAliasJson(const QString &alias, const Project &project, const Deployment &deployment)
{
    QJsonObject object = aliasJson(alias, deployment);
    object.insert(u"createdAt"_s, deployment.endsAt());
    object.insert(u"deploymentId"_s, deployment.id);
    object.insert(u"projectId"_s, project.id);
    return object;
}

/// With the payload's members beside the type, as the command line reads them.
QJsonArray flattened(const QJsonArray &events)
{
    QJsonArray list;
    for (const QJsonValue &event : events) {
        QJsonObject object = event["payload"_L1].toObject();
        object.insert(u"type"_s, event["type"_L1]);
        object.insert(u"created"_s, event["created"_L1]);
        list.append(object);
    }
    return list;
}

/// Lines, one JSON value each, as `follow=1` streams them.
Reply streamed(const QJsonArray &events)
{
    QByteArray lines;
    for (const QJsonValue &event : events)
        lines += QJsonDocument(event.toObject()).toJson(QJsonDocument::Compact) + '\n';
    return Reply::bytes(lines, "application/stream+json"_ba);
}

} // namespace

Reply Api::listDeployments(const Call &call)
{
    return Reply::json(deploymentPage(m_team->projects(), readFilter(call), now()));
}

Reply Api::showDeployment(const Call &, Project &project, const Deployment &deployment)
{
    return Reply::json(detail(deployment, project.standing(deployment, now()), now()));
}

Reply Api::events(const Call &call, Project &, const Deployment &deployment)
{
    QJsonArray list = buildEvents(deployment, now());
    const qint64 since = call.queryNumber(u"since"_s, 0);
    while (!list.isEmpty() && list.first().toObject().value("created"_L1).toInteger() < since)
        list.removeFirst();
    if (call.queryValue(u"direction"_s) == "backward"_L1) {
        QJsonArray reversed;
        for (qsizetype i = list.size() - 1; i >= 0; --i)
            reversed.append(list.at(i));
        list = reversed;
    }
    const qint64 limit = call.queryNumber(u"limit"_s, -1);
    while (limit > 0 && list.size() > limit)
        list.removeLast();
    if (call.queryValue(u"format"_s) == "lines"_L1)
        return streamed(flattened(list));
    return call.queryValue(u"follow"_s) == "1"_L1 ? streamed(list) : Reply::json(list);
}

Reply Api::createDeployment(const Call &call)
{
    const QJsonObject body = call.json();
    if (!isInScope(call))
        return error(403, u"Not authorized"_s);
    const QString name = body.value("name"_L1).toString();
    if (name.isEmpty())
        return error(400, u"Invalid request: missing required property `name`."_s);
    Project *project = m_team->project(body.value("project"_L1).toString(name));
    if (!project)
        return error(404, u"Project not found."_s);
    Deployment wanted;
    wanted.author = call.access == Access::Full ? u"priya-nair"_s : QString();
    wanted.isProduction = body.value("target"_L1).toString() == "production"_L1;
    const QString original = body.value("deploymentId"_L1).toString();
    const QJsonObject source = body.value("gitSource"_L1).toObject();
    if (!original.isEmpty()) {
        const auto found = project->deployments.find(original);
        if (!found)
            return error(404, u"The deployment \"%1\" was not found"_s.arg(original));
        const bool isProduction = wanted.isProduction;
        wanted = *found;
        wanted.isProduction = isProduction;
        wanted.source = u"redeploy"_s;
        wanted.queueTime = 4'000;
    } else if (!source.value("ref"_L1).toString().isEmpty()) {
        wanted.branch = source.value("ref"_L1).toString();
        wanted.commit = source.value("sha"_L1).toString();
        wanted.source = u"git"_s;
    } else {
        return error(400, u"Invalid request: gitSource or deploymentId is required."_s);
    }
    wanted.notes = body.value("meta"_L1).toObject();
    const Deployment built = m_team->build(*project, wanted);
    return Reply::json(detail(built, project->standing(built, now()), now()));
}

Reply Api::cancel(const Call &, Project &project, const Deployment &deployment)
{
    if (deployment.isOver(now()))
        return error(400, u"The deployment is not building: it can not be canceled."_s);
    m_team->cancel(project, deployment);
    const Deployment cancelled = project.deployments.find(deployment.id).value_or(deployment);
    return Reply::json(detail(cancelled, project.standing(cancelled, now()), now()));
}

Reply Api::builds(const Call &, Project &, const Deployment &deployment)
{
    const QJsonObject build{
        {u"id"_s, u"bld_"_s + deployment.id.mid(4)}, {u"deploymentId"_s, deployment.id},
        {u"entrypoint"_s, u"package.json"_s},        {u"readyState"_s, deployment.readyState(now())},
        {u"createdAt"_s, deployment.createdAt},      {u"output"_s, QJsonArray()}};
    return Reply::json(QJsonObject{{u"builds"_s, QJsonArray{build}}});
}

Reply Api::checks(const Call &, Project &, const Deployment &deployment)
{
    const bool isReady = deployment.isReady(now());
    QJsonObject check{{u"id"_s, u"check_"_s + deployment.id.mid(4)},
                      {u"name"_s, u"Lighthouse"_s},
                      {u"integrationId"_s, u"oac_checks"_s},
                      {u"blocking"_s, false},
                      {u"rerequestable"_s, true},
                      {u"status"_s, isReady ? u"completed"_s : u"registered"_s},
                      {u"createdAt"_s, deployment.createdAt},
                      {u"updatedAt"_s, isReady ? deployment.endsAt() : deployment.createdAt}};
    if (isReady) {
        check.insert(u"conclusion"_s, u"succeeded"_s);
        check.insert(u"completedAt"_s, deployment.endsAt());
    }
    return Reply::json(QJsonObject{{u"checks"_s, QJsonArray{check}}});
}

Reply Api::checkRuns(const Call &, Project &, const Deployment &)
{
    return Reply::json(QJsonObject{{u"runs"_s, QJsonArray()}});
}

Reply Api::deploymentAliases(const Call &, Project &project, const Deployment &deployment)
{
    QJsonArray list;
    const QJsonArray aliases = project.standing(deployment, now()).aliases;
    for (const QJsonValue &alias : aliases)
        list.append(aliasJson(alias.toString(), deployment));
    return Reply::json(QJsonObject{{u"aliases"_s, list}});
}

Reply Api::assignAlias(const Call &call, Project &project, const Deployment &deployment)
{
    const QString alias = call.json().value("alias"_L1).toString();
    if (alias.isEmpty())
        return error(400, u"Invalid request: missing required property `alias`."_s);
    if (!deployment.isReady(now()))
        return error(400, u"The deployment is not ready."_s);
    if (project.domains.contains(alias)) {
        project.assign(deployment.id, deployment.commit, now());
        m_team->traffic().serves(project.name, {}, deployment.commit, now());
        m_team->replan(project);
    }
    simulation().note(u"vercel"_s, u"alias.assigned"_s, project.name, {{u"alias"_s, alias}, {u"to"_s, deployment.id}});
    return Reply::json(aliasJson(alias, deployment));
}

Reply Api::listAliases(const Call &call)
{
    const QString wanted = call.queryValue(u"projectId"_s);
    const QString domain = call.queryValue(u"domain"_s);
    const qint64 until = call.queryNumber(u"until"_s, 0);
    const qint64 limit = std::clamp<qint64>(call.queryNumber(u"limit"_s, 20), 1, 100);
    std::vector<QJsonObject> found;
    for (const Project &project : m_team->projects()) {
        if (!wanted.isEmpty() && wanted != project.id && wanted != project.name)
            continue;
        const auto production = project.deployments.find(project.production(now()));
        for (const QString &name : project.domains) {
            const bool fits = production && (domain.isEmpty() || domain == name);
            if (fits && (until == 0 || production->endsAt() < until))
                found.push_back(placedAliasJson(name, project, *production));
        }
    }
    std::ranges::stable_sort(found, std::greater(),
                             [](const QJsonObject &alias) { return alias.value("createdAt"_L1).toInteger(); });
    QJsonArray list;
    for (const QJsonObject &alias : found) {
        if (list.size() < limit)
            list.append(alias);
    }
    const bool hasMore = static_cast<qint64>(found.size()) > limit;
    const qint64 next = hasMore ? list.last().toObject().value("createdAt"_L1).toInteger() : 0;
    return Reply::json(QJsonObject{{u"aliases"_s, list}, {u"pagination"_s, pagination(list.size(), next, 0)}});
}

Reply Api::domainConfig(const Call &)
{
    const QJsonObject address{{u"rank"_s, 1}, {u"value"_s, QJsonArray{u"76.76.21.21"_s}}};
    const QJsonObject name{{u"rank"_s, 1}, {u"value"_s, u"cname.vercel-dns.com."_s}};
    return Reply::json(QJsonObject{{u"configuredBy"_s, u"CNAME"_s},
                                   {u"acceptedChallenges"_s, QJsonArray{u"http-01"_s}},
                                   {u"recommendedIPv4"_s, QJsonArray{address}},
                                   {u"recommendedCNAME"_s, QJsonArray{name}},
                                   {u"misconfigured"_s, false}});
}

} // namespace slipway::sandbox::vercel
