#include "vercel/client.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::vercel {

namespace {

QString epochMilliseconds(const std::optional<QDateTime> &time)
{
    return time ? QString::number(time->toMSecsSinceEpoch()) : QString();
}

QString word(const std::optional<bool> &wish)
{
    if (!wish)
        return {};
    return *wish ? u"true"_s : u"false"_s;
}

/// Projects alone are paged by `from`, which takes a time or a token, whichever the page before gave.
std::optional<net::Request> nextProjects(const net::Request &request, const net::Response &response)
{
    const QJsonObject root = QJsonDocument::fromJson(response.body).object();
    const QString from = root.value("pagination"_L1).toObject().value("next"_L1).toVariant().toString();
    if (from.isEmpty())
        return std::nullopt;
    QUrlQuery query(request.url);
    query.removeAllQueryItems(u"from"_s);
    query.addQueryItem(u"from"_s, net::encoded(from));
    net::Request next = request;
    next.url.setQuery(query);
    return next;
}

} // namespace

Client::Client(std::shared_ptr<const net::HttpClient> http, std::shared_ptr<const net::Endpoint> endpoint, Scope scope)
    : m_connection{std::move(http), std::move(endpoint)}
    , m_scope(std::move(scope))
{ }

net::Request Client::get(const QString &path, net::Parameters parameters) const
{
    const bool isId = m_scope.team.startsWith("team_"_L1);
    parameters.append({isId ? u"teamId"_s : u"slug"_s, m_scope.team});
    return m_connection.get(path, parameters);
}

net::Request Client::post(const QString &path, const net::Parameters &parameters, const QJsonObject &body) const
{
    net::Request request = get(path, parameters);
    request.method = "POST";
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

Client::Answer<User> Client::user(std::stop_token stop) const
{
    return net::getJson(m_connection, m_connection.get(u"/v2/user"_s), readUser, stop);
}

Client::Answer<QList<Team>> Client::teams(std::stop_token stop) const
{
    const auto request = m_connection.get(u"/v2/teams"_s, {{u"limit"_s, u"100"_s}});
    return net::getPaged(m_connection, request, net::vercelUntil(), "teams"_L1, readTeam, 0, stop);
}

Client::Answer<QList<Project>> Client::projects(std::stop_token stop) const
{
    return net::getPaged(m_connection, get(u"/v10/projects"_s, {{u"limit"_s, u"100"_s}}), nextProjects, "projects"_L1,
                         readProject, 0, stop);
}

Client::Answer<Project> Client::project(QString idOrName, std::stop_token stop) const
{
    const auto request = get(u"/v9/projects/"_s + net::encoded(idOrName), {{u"rollbackInfo"_s, u"true"_s}});
    return net::getJson(m_connection, request, readProject, stop);
}

Client::Answer<QList<Deployment>> Client::deployments(DeploymentFilter filter, std::stop_token stop) const
{
    const auto request = get(u"/v7/deployments"_s,
                             {{u"projectId"_s, filter.project},
                              {u"target"_s, filter.target},
                              {u"state"_s, filter.state},
                              {u"branch"_s, filter.branch},
                              {u"sha"_s, filter.sha},
                              {u"rollbackCandidate"_s, word(filter.isRollbackCandidate)},
                              {u"since"_s, epochMilliseconds(filter.since)},
                              {u"until"_s, epochMilliseconds(filter.until)},
                              {u"limit"_s, QString::number(filter.limit)}});
    return net::getPaged(m_connection, request, net::vercelUntil(), "deployments"_L1, readDeployment, filter.mostPages,
                         stop);
}

Client::Answer<Deployment> Client::deployment(QString idOrUrl, std::stop_token stop) const
{
    return net::getJson(m_connection, get(u"/v13/deployments/"_s + net::encoded(idOrUrl), {}), readDeployment, stop);
}

Client::Answer<QList<DeploymentCheck>> Client::checks(QString deploymentId, std::stop_token stop) const
{
    const auto request = get(u"/v1/deployments/"_s + net::encoded(deploymentId) + u"/checks"_s, {});
    return net::getList(m_connection, request, "checks"_L1, readDeploymentCheck, stop);
}

Client::Answer<QList<Alias>> Client::aliases(QString projectId, std::stop_token stop) const
{
    const auto request = get(u"/v4/aliases"_s, {{u"projectId"_s, projectId}, {u"limit"_s, u"100"_s}});
    return net::getPaged(m_connection, request, net::vercelUntil(), "aliases"_L1, readAlias, 0, stop);
}

Client::Answer<QList<Alias>> Client::deploymentAliases(QString deploymentId, std::stop_token stop) const
{
    const auto request = get(u"/v2/deployments/"_s + net::encoded(deploymentId) + u"/aliases"_s, {});
    return net::getList(m_connection, request, "aliases"_L1, readAlias, stop);
}

Client::Answer<QList<Domain>> Client::domains(QString project, std::stop_token stop) const
{
    const auto request = get(u"/v9/projects/"_s + net::encoded(project) + u"/domains"_s, {{u"limit"_s, u"100"_s}});
    return net::getPaged(m_connection, request, net::vercelUntil(), "domains"_L1, readDomain, 0, stop);
}

Client::Answer<QList<VariableName>> Client::variables(QString project, std::stop_token stop) const
{
    auto request = get(u"/v10/projects/"_s + net::encoded(project) + u"/env"_s, {});
    // The answer holds values of variables in the clear.
    request.isConfidential = true;
    return net::getJson(m_connection, request, readVariableNames, stop);
}

} // namespace slipway::vercel
