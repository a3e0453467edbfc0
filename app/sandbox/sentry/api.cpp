#include "sandbox/sentry/api.h"

#include "sandbox/core/simulation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::sentry {

namespace {

const QString organizationPath = u"/api/0/organizations/{org}/"_s;
constexpr int allowance = 40;
constexpr qint64 organizationCreated = 1'640'995'200'000;

QString link(const Call &call, qint64 offset, const QString &relation, bool hasResults)
{
    QUrlQuery query = call.query;
    query.removeQueryItem(u"cursor"_s);
    const QString cursor = u"0:%1:%2"_s.arg(offset).arg(relation == "previous"_L1 ? 1 : 0);
    query.addQueryItem(u"cursor"_s, cursor);
    return u"<%1%2?%3>; rel=\"%4\"; results=\"%5\"; cursor=\"%6\""_s.arg(
        call.origin, call.path, query.query(QUrl::FullyEncoded), relation, hasResults ? u"true"_s : u"false"_s, cursor);
}

} // namespace

Api::Api(std::shared_ptr<Organization> organization, Tokens tokens)
    : Service(organization->simulation(), u"sentry"_s, std::move(tokens))
    , m_organization(std::move(organization))
{
    add("GET", u"/api/0/"_s, &Api::index);
    add("GET", u"/api/0/organizations/"_s, &Api::organizations);
    add("GET", organizationPath, &Api::organization);
    add("GET", organizationPath + "projects/"_L1, &Api::projects);
    add("GET", organizationPath + "environments/"_L1, &Api::environments);
    add("GET", organizationPath + "releases/"_L1, &Api::releases);
    add("POST", organizationPath + "releases/"_L1, &Api::createRelease);
    add("GET", organizationPath + "releases/{version}/"_L1, &Api::release);
    add("PUT", organizationPath + "releases/{version}/"_L1, &Api::changeRelease);
    add("GET", organizationPath + "releases/{version}/deploys/"_L1, &Api::deploys);
    add("POST", organizationPath + "releases/{version}/deploys/"_L1, &Api::createDeploy);
    add("GET", organizationPath + "releases/{version}/commits/"_L1, &Api::nothing);
    add("GET", organizationPath + "sessions/"_L1, &Api::sessions);
    add("GET", organizationPath + "events-timeseries/"_L1, &Api::timeSeries);
    add("GET", organizationPath + "events/"_L1, &Api::events);
    add("GET", organizationPath + "issues/"_L1, &Api::issues);
    add("GET", organizationPath + "issues/{issue}/"_L1, &Api::issue);
    add("PUT", organizationPath + "issues/{issue}/"_L1, &Api::changeIssue);
    add("GET", organizationPath + "detectors/"_L1, &Api::nothing);
    add("GET", organizationPath + "workflows/"_L1, &Api::nothing);
    add("GET", organizationPath + "repos/"_L1, &Api::nothing);
    add("GET", u"/api/0/projects/{org}/{project}/keys/"_s, &Api::keys);
    add("GET", u"/api/0/projects/{org}/{project}/releases/"_s, &Api::releases);
    add("GET", u"/api/0/projects/{org}/{project}/issues/"_s, &Api::issues);
}

void Api::add(const QByteArray &method, const QString &path, Handler handler)
{
    on(method, path, [this, handler](const Call &call) {
        if (!call.path.endsWith(u'/'))
            return notFound(call);
        const QString wanted = call.parameter(u"org"_s);
        if (!wanted.isEmpty() && wanted != m_organization->slug())
            return error(404, u"The requested resource does not exist"_s);
        const QString project = call.parameter(u"project"_s);
        if (project.isEmpty())
            return (this->*handler)(call);
        if (!m_organization->project(project))
            return error(404, u"The requested resource does not exist"_s);
        // A project in the path chooses as one in the query does.
        Call below = call;
        below.query.addQueryItem(u"project"_s, project);
        return (this->*handler)(below);
    });
}

std::optional<Reply> Api::refuse(const Call &call) const
{
    switch (call.access) {
    case Access::Anonymous: return error(401, u"Authentication credentials were not provided."_s);
    case Access::Unknown: return error(401, u"Invalid token"_s);
    case Access::MissingScopes:
        if (call.path == "/api/0/"_L1 || call.path == "/api/0/organizations/"_L1)
            return std::nullopt;
        return error(403, u"You do not have permission to perform this action."_s);
    case Access::ReadOnly:
        if (call.method == "GET" || call.method == "HEAD")
            return std::nullopt;
        return error(403, u"You do not have permission to perform this action."_s);
    case Access::Full: break;
    }
    return std::nullopt;
}

Reply Api::error(int status, const QString &message) const
{
    return Reply::json(QJsonObject{{u"detail"_s, message}}, status);
}

Reply Api::notFound(const Call &) const
{
    return error(404, u"The requested resource does not exist"_s);
}

void Api::decorate(const Call &call, Reply &reply)
{
    const qint64 reset = m_organization->now() / 1000 + 1;
    const int remaining = reply.status == 429 ? 0 : allowance - 1;
    reply.with("x-sentry-rate-limit-limit", QByteArray::number(allowance));
    reply.with("x-sentry-rate-limit-remaining", QByteArray::number(remaining));
    reply.with("x-sentry-rate-limit-reset", QByteArray::number(reset));
    reply.with("x-sentry-rate-limit-concurrentlimit", "25");
    reply.with("x-sentry-rate-limit-concurrentremaining", "24");
    reply.with("x-request-id", call.requestId.toLatin1().toLower());
}

Reply Api::page(const Call &call, const QJsonArray &all) const
{
    const qint64 wanted = call.queryNumber(u"per_page"_s, call.queryNumber(u"limit"_s, 100));
    const qint64 size = std::clamp<qint64>(wanted, 1, 100);
    const qint64 offset = std::max<qint64>(0, call.queryValue(u"cursor"_s).section(u':', 1, 1).toLongLong());
    QJsonArray list;
    for (qint64 i = offset; i < std::min<qint64>(offset + size, all.size()); ++i)
        list.append(all.at(i));
    const QString links = link(call, std::max<qint64>(0, offset - size), u"previous"_s, offset > 0) + u", "_s
        + link(call, offset + size, u"next"_s, offset + size < all.size());
    return Reply::json(list).with("link", links.toUtf8());
}

QJsonObject Api::organizationJson(const Call &call) const
{
    return {{u"id"_s, u"4501"_s},
            {u"slug"_s, m_organization->slug()},
            {u"name"_s, m_organization->name()},
            {u"status"_s, QJsonObject{{u"id"_s, u"active"_s}, {u"name"_s, u"active"_s}}},
            {u"dateCreated"_s, isoTime(organizationCreated)},
            {u"isEarlyAdopter"_s, false},
            {u"require2FA"_s, true},
            {u"avatar"_s,
             QJsonObject{{u"avatarType"_s, u"letter_avatar"_s}, {u"avatarUuid"_s, QJsonValue(QJsonValue::Null)}}},
            {u"features"_s, QJsonArray()},
            {u"links"_s, QJsonObject{{u"organizationUrl"_s, call.origin}, {u"regionUrl"_s, call.origin}}},
            {u"hasAuthProvider"_s, false},
            {u"allowMemberInvite"_s, true},
            {u"allowMemberProjectCreation"_s, true},
            {u"allowSuperuserAccess"_s, false}};
}

Reply Api::index(const Call &call)
{
    QJsonArray scopes{u"org:read"_s, u"project:read"_s, u"event:read"_s, u"alerts:read"_s};
    if (call.access == Access::Full) {
        scopes.append(u"project:releases"_s);
        scopes.append(u"event:write"_s);
    } else if (call.access == Access::MissingScopes) {
        scopes = {u"team:read"_s};
    }
    return Reply::json(QJsonObject{{u"version"_s, u"0"_s},
                                   {u"auth"_s, QJsonObject{{u"scopes"_s, scopes}}},
                                   {u"user"_s, QJsonValue(QJsonValue::Null)}});
}

Reply Api::organizations(const Call &call)
{
    QJsonArray list;
    if (call.access != Access::MissingScopes)
        list.append(organizationJson(call));
    return page(call, list);
}

Reply Api::organization(const Call &call)
{
    return Reply::json(organizationJson(call));
}

Reply Api::projects(const Call &call)
{
    QJsonArray list;
    for (const Project &project : m_organization->projects())
        list.append(project.toJson());
    return page(call, list);
}

Reply Api::environments(const Call &)
{
    QStringList names;
    for (const Project &project : m_organization->projects()) {
        for (const Environment &environment : project.environments) {
            if (!names.contains(environment.name))
                names.append(environment.name);
        }
    }
    QJsonArray list;
    for (const QString &name : std::as_const(names))
        list.append(QJsonObject{{u"id"_s, QString::number(list.size() + 1)}, {u"name"_s, name}});
    return Reply::json(list);
}

Reply Api::keys(const Call &call)
{
    const Project *project = m_organization->project(call.parameter(u"project"_s));
    if (!project)
        return notFound(call);
    // A DSN takes in events and is no credential of the API; this one leads nowhere.
    const QString dsn = u"http://demo@localhost/%1"_s.arg(project->id);
    QJsonObject all;
    for (const auto kind : {"secret"_L1, "public"_L1, "csp"_L1, "security"_L1, "minidump"_L1, "nel"_L1, "unreal"_L1,
                            "crons"_L1, "cdn"_L1, "playstation"_L1, "integration"_L1, "otlp_traces"_L1, "otlp_logs"_L1})
        all.insert(kind, dsn);
    const QJsonObject options{{u"hasReplay"_s, false},
                              {u"hasPerformance"_s, true},
                              {u"hasDebug"_s, false},
                              {u"hasFeedback"_s, false},
                              {u"hasLogsAndMetrics"_s, false}};
    const QJsonObject key{{u"id"_s, u"key%1"_s.arg(project->id)},
                          {u"name"_s, u"Default"_s},
                          {u"label"_s, u"Default"_s},
                          {u"public"_s, u"demo"_s},
                          {u"secret"_s, QJsonValue(QJsonValue::Null)},
                          {u"projectId"_s, project->id},
                          {u"isActive"_s, true},
                          {u"rateLimit"_s, QJsonValue(QJsonValue::Null)},
                          {u"dsn"_s, all},
                          {u"browserSdkVersion"_s, u"8.x"_s},
                          {u"browserSdk"_s, QJsonObject{{u"choices"_s, QJsonArray()}}},
                          {u"dateCreated"_s, isoTime(organizationCreated)},
                          {u"dynamicSdkLoaderOptions"_s, options}};
    return page(call, QJsonArray{key});
}

Reply Api::nothing(const Call &call)
{
    return page(call, {});
}

Tokens demoTokens()
{
    return {.full = "sntrys_demo_full"_ba,
            .readOnly = "sntrys_demo_read_only"_ba,
            .missingScopes = "sntrys_demo_team_only"_ba};
}

} // namespace slipway::sandbox::sentry
