#include "sandbox/fly/platform_api.h"

#include "sandbox/core/simulation.h"
#include "sandbox/fly/graphql.h"
#include "sandbox/fly/logs.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

namespace {

QJsonObject organizationJson(const QString &slug)
{
    return {{u"id"_s, u"org_"_s + slug},
            {u"internal_numeric_id"_s, 41207},
            {u"slug"_s, slug},
            {u"raw_slug"_s, slug},
            {u"name"_s, slug},
            {u"personal"_s, false},
            {u"paid_plan"_s, true},
            {u"billable"_s, true},
            {u"billing_status"_s, u"CURRENT"_s},
            {u"provisions_beta_extensions"_s, false},
            {u"remote_builder_image"_s, QString()}};
}

} // namespace

PlatformApi::PlatformApi(std::shared_ptr<Platform> platform, Tokens tokens)
    : FlyService(std::move(platform), std::move(tokens))
{
    on("GET", u"/api/v1/apps/{app}/releases"_s, [this](const Call &call) { return listReleases(call); });
    on("GET", u"/api/v1/apps/{app}/releases/current"_s, [this](const Call &call) { return currentRelease(call); });
    on("POST", u"/api/v1/releases"_s, [this](const Call &call) { return createRelease(call); });
    on("PATCH", u"/api/v1/releases/{id}"_s, [this](const Call &call) { return changeRelease(call); });
    on("GET", u"/api/v1/organizations"_s, [this](const Call &call) { return organizations(call); });
    on("GET", u"/api/v1/organizations/{slug}"_s, [this](const Call &call) { return organizations(call); });
    on("GET", u"/api/v1/apps/{app}/logs"_s, [this](const Call &call) { return logs(call); });
    on("POST", u"/graphql"_s, [this](const Call &call) { return graphql(call); });
}

bool PlatformApi::isRead(const Call &call) const
{
    if (call.path == "/graphql"_L1)
        return !call.json().value("query"_L1).toString().trimmed().startsWith("mutation"_L1);
    return FlyService::isRead(call);
}

Reply PlatformApi::listReleases(const Call &call)
{
    const App *app = platform().app(call.parameter(u"app"_s));
    if (!app)
        return appNotFound(call.parameter(u"app"_s));
    const qint64 limit = std::clamp<qint64>(call.queryNumber(u"limit"_s, 25), 1, 500);
    QJsonArray list;
    for (auto release = app->releases.rbegin(); release != app->releases.rend() && list.size() < limit; ++release)
        list.append(release->toJson());
    return Reply::json(QJsonObject{{u"releases"_s, list}});
}

Reply PlatformApi::currentRelease(const Call &call)
{
    const App *app = platform().app(call.parameter(u"app"_s));
    if (!app)
        return appNotFound(call.parameter(u"app"_s));
    if (app->releases.empty())
        return error(404, u"no release"_s);
    return Reply::json(app->releases.back().toJson());
}

Reply PlatformApi::createRelease(const Call &call)
{
    static const QStringList strategies{u"ROLLING"_s,   u"CANARY"_s,      u"BLUEGREEN"_s,
                                        u"IMMEDIATE"_s, u"ROLLING_ONE"_s, u"SIMPLE"_s};
    const QJsonObject body = call.json();
    App *app = platform().app(body.value("app_name"_L1).toString());
    if (!app)
        return appNotFound(body.value("app_name"_L1).toString());
    const QString strategy = body.value("strategy"_L1).toString();
    if (!strategies.contains(strategy) || !body.contains("definition"_L1))
        return error(422, u"strategy and definition are required"_s);
    if (body.value("image"_L1).toString().isEmpty())
        return error(422, u"image is required"_s);
    const Release &release =
        platform().createRelease(*app, body.value("image"_L1).toString(), strategy, u"priya.nair@loop.health"_s,
                                 body.value("definition"_L1).toObject());
    return Reply::json(QJsonObject{{u"release"_s, release.toJson()}}, 201);
}

Reply PlatformApi::changeRelease(const Call &call)
{
    static const QStringList states{u"pending"_s, u"running"_s, u"complete"_s, u"interrupted"_s, u"failed"_s};
    const auto [app, release] = platform().release(call.parameter(u"id"_s));
    if (!release)
        return error(404, u"release not found"_s);
    const QJsonObject body = call.json();
    const QString status = body.value("status"_L1).toString();
    if (!states.contains(status))
        return error(422, u"status is not one of pending, running, complete, interrupted, failed"_s);
    if (body.value("metadata"_L1).isObject())
        release->metadata = body.value("metadata"_L1).toObject();
    if (release->status != status)
        platform().finishRelease(*app, *release, status);
    return Reply::json(release->toJson());
}

Reply PlatformApi::organizations(const Call &call)
{
    const QJsonObject organization = organizationJson(platform().organization());
    const QString slug = call.parameter(u"slug"_s);
    if (slug.isEmpty())
        return Reply::json(QJsonObject{{u"organizations"_s, QJsonArray{organization}}});
    if (slug != platform().organization())
        return error(404, u"organization not found"_s);
    return Reply::json(QJsonObject{{u"organization"_s, organization}});
}

Reply PlatformApi::logs(const Call &call)
{
    const App *app = platform().app(call.parameter(u"app"_s));
    if (!app)
        return appNotFound(call.parameter(u"app"_s));
    return Reply::json(readLogs(platform(), *app,
                                {.token = call.queryValue(u"next_token"_s),
                                 .instance = call.queryValue(u"instance"_s),
                                 .region = call.queryValue(u"region"_s)}));
}

Reply PlatformApi::graphql(const Call &call)
{
    const QJsonObject body = call.json();
    if (!body.value("query"_L1).isString())
        return error(400, u"query is required"_s);
    return Reply::json(
        answerGraphql(platform(), body.value("query"_L1).toString(), body.value("variables"_L1).toObject()));
}

} // namespace slipway::sandbox::fly
