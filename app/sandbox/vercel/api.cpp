#include "sandbox/vercel/api.h"

#include "sandbox/core/simulation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::vercel {

namespace {

/// Requests that a token may make each minute.
constexpr int allowance = 3'000;

QString codeOf(int status)
{
    switch (status) {
    case 400: return u"bad_request"_s;
    case 401:
    case 403: return u"forbidden"_s;
    case 404: return u"not_found"_s;
    case 409: return u"conflict"_s;
    case 429: return u"rate_limited"_s;
    default: return status >= 500 ? u"internal_server_error"_s : u"bad_request"_s;
    }
}

/// Paths that need no team: they are about the token's user.
bool isPersonal(const QString &path)
{
    return path == "/v2/user"_L1 || path == "/v2/teams"_L1 || path == "/v1/teams"_L1;
}

} // namespace

Api::Api(std::shared_ptr<Team> team, Tokens tokens)
    : Service(team->simulation(), u"vercel"_s, std::move(tokens))
    , m_team(std::move(team))
{
    addAccountRoutes();
    addProjectRoutes();
    addDeploymentRoutes();
    addVariableRoutes();
}

void Api::addAccountRoutes()
{
    add("GET", {u"/v2/user"_s}, &Api::user);
    add("GET", {u"/v2/teams"_s, u"/v1/teams"_s}, &Api::teams);
    add("GET", {u"/v2/teams/{team}"_s, u"/teams/{team}"_s}, &Api::team);
    add("GET", {u"/v4/aliases"_s}, &Api::listAliases);
    add("GET", {u"/v6/domains/{domain}/config"_s}, &Api::domainConfig);
}

void Api::addProjectRoutes()
{
    add("GET", {u"/v10/projects"_s, u"/v9/projects"_s}, &Api::listProjects);
    add("GET", {u"/v9/projects/{project}"_s}, &Api::showProject);
    add("PATCH", {u"/v9/projects/{project}"_s}, &Api::changeProject);
    add("GET", {u"/v9/projects/{project}/domains"_s}, &Api::domains);
    add("GET", {u"/v9/projects/{project}/custom-environments"_s, u"/projects/{project}/custom-environments"_s},
        &Api::customEnvironments);
    add("GET", {u"/v1/projects/{project}/rolling-release"_s, u"/v1/projects/{project}/rolling-release/config"_s},
        &Api::rollingRelease);
    add("GET",
        {u"/v1/projects/{project}/promote/aliases"_s, u"/v9/projects/{project}/promote/aliases"_s,
         u"/v9/projects/{project}/rollback/aliases"_s},
        &Api::aliasJobs);
    add("POST", {u"/v10/projects/{project}/promote/{deployment}"_s}, &Api::promote);
    add("POST", {u"/v1/projects/{project}/rollback/{deployment}"_s, u"/v9/projects/{project}/rollback/{deployment}"_s},
        &Api::rollback);
    add("PATCH", {u"/v1/projects/{project}/rollback/{deployment}/update-description"_s}, &Api::describeRollback);
}

void Api::addDeploymentRoutes()
{
    add("GET", {u"/v7/deployments"_s, u"/v6/deployments"_s}, &Api::listDeployments);
    add("POST", {u"/v13/deployments"_s}, &Api::createDeployment);
    add("GET", {u"/v13/deployments/{deployment}"_s}, &Api::showDeployment);
    add("GET", {u"/v3/deployments/{deployment}/events"_s, u"/v3/now/deployments/{deployment}/events"_s}, &Api::events);
    add("PATCH", {u"/v12/deployments/{deployment}/cancel"_s}, &Api::cancel);
    add("GET", {u"/v11/deployments/{deployment}/builds"_s}, &Api::builds);
    add("GET", {u"/v1/deployments/{deployment}/checks"_s}, &Api::checks);
    add("GET", {u"/v2/deployments/{deployment}/check-runs"_s}, &Api::checkRuns);
    add("GET", {u"/v2/deployments/{deployment}/aliases"_s, u"/now/deployments/{deployment}/aliases"_s},
        &Api::deploymentAliases);
    add("POST", {u"/v2/deployments/{deployment}/aliases"_s, u"/now/deployments/{deployment}/aliases"_s},
        &Api::assignAlias);
}

void Api::addVariableRoutes()
{
    add("GET", {u"/v10/projects/{project}/env"_s}, &Api::listVariables);
    add("POST", {u"/v10/projects/{project}/env"_s}, &Api::createVariables);
    add("GET", {u"/v1/projects/{project}/env/{id}"_s}, &Api::showVariable);
    add("PATCH", {u"/v9/projects/{project}/env/{id}"_s}, &Api::changeVariable);
    add("DELETE", {u"/v9/projects/{project}/env/{id}"_s}, &Api::removeVariable);
}

void Api::add(const QByteArray &method, const QStringList &paths, Plain handler)
{
    for (const QString &path : paths)
        on(method, path, [this, handler](const Call &call) { return (this->*handler)(call); });
}

void Api::add(const QByteArray &method, const QStringList &paths, ForProject handler)
{
    for (const QString &path : paths) {
        on(method, path, [this, handler](const Call &call) {
            Project *project = isInScope(call) ? m_team->project(call.parameter(u"project"_s)) : nullptr;
            return project ? (this->*handler)(call, *project) : error(404, u"Project not found."_s);
        });
    }
}

void Api::add(const QByteArray &method, const QStringList &paths, ForDeployment handler)
{
    for (const QString &path : paths) {
        on(method, path, [this, handler](const Call &call) {
            if (!isInScope(call))
                return error(404, u"The deployment \"%1\" was not found"_s.arg(call.parameter(u"deployment"_s)));
            const auto [project, deployment] = m_team->deployment(call.parameter(u"deployment"_s));
            const QString wanted = call.parameter(u"project"_s);
            if (!deployment || (!wanted.isEmpty() && wanted != project->id && wanted != project->name))
                return error(404, u"The deployment \"%1\" was not found"_s.arg(call.parameter(u"deployment"_s)));
            return (this->*handler)(call, *project, *deployment);
        });
    }
}

bool Api::isRecorded(const Call &call) const
{
    // What the command line asks for when it inspects a deployment; Vercel describes it nowhere.
    return !call.path.endsWith("/builds"_L1);
}

bool Api::isInScope(const Call &call) const
{
    // The one call that is described without a team: the deployment's id says enough.
    if (call.path.endsWith("/update-description"_L1))
        return true;
    return call.queryValue(u"teamId"_s) == m_team->id() || call.queryValue(u"slug"_s) == m_team->slug();
}

std::optional<Reply> Api::refuse(const Call &call) const
{
    switch (call.access) {
    case Access::Anonymous: return error(401, u"The request is missing an authentication token"_s);
    case Access::Unknown: {
        const QJsonObject body{
            {u"code"_s, u"forbidden"_s}, {u"message"_s, u"Not authorized"_s}, {u"invalidToken"_s, true}};
        return Reply::json(QJsonObject{{u"error"_s, body}}, 401);
    }
    case Access::MissingScopes:
        if (isPersonal(call.path))
            return std::nullopt;
        return error(403, u"Not authorized: Trying to access resource under scope \"%1\"."_s.arg(m_team->slug()));
    case Access::ReadOnly:
        if (call.method == "GET" || call.method == "HEAD")
            break;
        return error(403, u"You don't have permission to do this."_s);
    case Access::Full: break;
    }
    const bool isList = call.path.endsWith("/projects"_L1) || call.path.endsWith("/deployments"_L1)
        || call.path.endsWith("/aliases"_L1);
    if (isList && !isInScope(call) && !call.parameters.contains(u"project"_s)
        && !call.parameters.contains(u"deployment"_s))
        return error(403, u"Not authorized: the team is not named by teamId or slug."_s);
    return std::nullopt;
}

Reply Api::error(int status, const QString &message) const
{
    return Reply::json(QJsonObject{{u"error"_s, QJsonObject{{u"code"_s, codeOf(status)}, {u"message"_s, message}}}},
                       status);
}

Reply Api::notFound(const Call &) const
{
    return error(404, u"The requested API endpoint was not found"_s);
}

Reply Api::faultReply(const Call &call, const Fault &fault) const
{
    if (fault.kind != Fault::Kind::TooManyRequests)
        return Service::faultReply(call, fault);
    const qint64 reset = now() / 1000 + fault.seconds;
    const QJsonObject limit{
        {u"total"_s, allowance}, {u"remaining"_s, 0}, {u"reset"_s, reset}, {u"resetMs"_s, reset * 1000}};
    const QJsonObject body{{u"code"_s, u"rate_limited"_s},
                           {u"message"_s, u"Too many requests - try again in %1 seconds"_s.arg(fault.seconds)},
                           {u"limit"_s, limit}};
    Reply reply = Reply::json(QJsonObject{{u"error"_s, body}}, 429);
    if (const auto wait = retryAfterHeader(fault, simulation().now()))
        reply.with("retry-after", *wait);
    return reply;
}

void Api::decorate(const Call &call, Reply &reply)
{
    const qint64 minute = now() / 60'000;
    m_used = minute == m_minute ? m_used + 1 : 1;
    m_minute = minute;
    reply.with("x-ratelimit-limit", QByteArray::number(allowance));
    reply.with("x-ratelimit-remaining", QByteArray::number(std::max(0, allowance - m_used)));
    reply.with("x-ratelimit-reset", QByteArray::number((minute + 1) * 60));
    reply.with("x-vercel-id", "fra1::" + call.requestId.toLatin1().toLower());
}

Tokens demoTokens()
{
    return {.full = "vcl_demo_full"_ba, .readOnly = "vcl_demo_read_only"_ba, .missingScopes = "vcl_demo_other_team"_ba};
}

QJsonObject pagination(qsizetype count, qint64 next, qint64 prev)
{
    const auto time = [](qint64 at) { return at == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(at); };
    return {{u"count"_s, count}, {u"next"_s, time(next)}, {u"prev"_s, time(prev)}};
}

} // namespace slipway::sandbox::vercel
