#include "fly/client.h"

#include "fly/paths.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

using namespace Qt::StringLiterals;

namespace slipway::fly {

namespace {

using base::Error;

constexpr int briefsOnAPage = 500;

QString pathOfReleases(const QString &app)
{
    return u"/api/v1/apps/"_s + net::encoded(app) + u"/releases"_s;
}

QString epochSeconds(const QDateTime &time)
{
    return QString::number(time.toSecsSinceEpoch());
}

net::Request historyRequest(const net::Endpoint &endpoint, const QString &app, int limit)
{
    net::Request request;
    request.method = "POST";
    request.url = endpoint.url(u"/graphql"_s);
    request.body =
        QJsonDocument(
            QJsonObject{
                {u"query"_s,
                 u"query($appName:String!,$limit:Int!){app(name:$appName){releases:releasesUnprocessed(first:$limit)"
                 "{nodes{id version description reason status imageRef stable user{id email name} createdAt}}}}"_s},
                {u"variables"_s, QJsonObject{{u"appName"_s, app}, {u"limit"_s, limit}}}})
            .toJson(QJsonDocument::Compact);
    // A question only: it may be asked twice.
    request.isIdempotent = true;
    return request;
}

QCoro::Task<base::Result<QList<MachineBrief>>> askOrganization(net::Connection machines, QString path,
                                                               std::stop_token stop)
{
    QList<MachineBrief> all;
    QSet<QString> followed;
    QString cursor;
    do {
        followed.insert(cursor);
        const net::Parameters parameters{
            {u"summary"_s, u"true"_s}, {u"limit"_s, QString::number(briefsOnAPage)}, {u"cursor"_s, cursor}};
        const net::Request request = machines.get(path, parameters);
        const auto page = co_await net::getJson(machines, request, readMachinePage, stop);
        if (!page)
            co_return std::unexpected(page.error());
        all += page->machines;
        cursor = page->nextCursor;
        // A cursor that comes back would lead round for ever.
    } while (!cursor.isEmpty() && !followed.contains(cursor));
    co_return all;
}

QCoro::Task<base::Result<QList<Release>>> askReleases(net::Connection rest, net::Request request,
                                                      net::Connection graphQl, net::Request history,
                                                      std::stop_token stop)
{
    auto releases = co_await net::getList(rest, request, "releases"_L1, readRelease, stop);
    if (releases)
        co_return releases;
    const Error::Kind kind = releases.error().kind;
    if (kind != Error::Kind::NotFound && kind != Error::Kind::Protocol)
        co_return releases;
    co_return co_await net::getParsed(graphQl, history, parseReleaseHistory, stop);
}

} // namespace

Client::Client(std::shared_ptr<const net::HttpClient> http, Endpoints endpoints)
    : m_http(std::move(http))
    , m_endpoints(std::move(endpoints))
{ }

Client::Answer<QList<App>> Client::apps(QString organization, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getList(machines, machines.get(u"/v1/apps"_s, {{u"org_slug"_s, organization}}), "apps"_L1, readApp,
                        stop);
}

Client::Answer<App> Client::app(QString name, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getJson(machines, machines.get(pathOfApp(name)), readApp, stop);
}

Client::Answer<QList<Machine>> Client::machines(QString app, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getList(machines, machines.get(pathOfApp(app) + u"/machines"_s), {}, readMachine, stop);
}

Client::Answer<QList<Machine>> Client::machinesEver(QString app, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    const auto request = machines.get(pathOfApp(app) + u"/machines"_s, {{u"include_deleted"_s, u"true"_s}});
    return net::getList(machines, request, {}, readMachine, stop);
}

Client::Answer<QList<MachineBrief>> Client::machinesOfOrganization(QString organization, std::stop_token stop) const
{
    return askOrganization(to(m_endpoints.machines), u"/v1/orgs/"_s + net::encoded(organization) + u"/machines"_s,
                           stop);
}

Client::Answer<Machine> Client::machine(QString app, QString id, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getJson(machines, machines.get(pathOfMachine(app, id)), readMachine, stop);
}

Client::Answer<QList<MachineEvent>> Client::events(QString app, QString machine, int limit, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    const auto request =
        machines.get(pathOfMachine(app, machine) + u"/events"_s, {{u"limit"_s, QString::number(limit)}});
    return net::getList(machines, request, {}, readMachineEvent, stop);
}

Client::Answer<QList<MachineVersion>> Client::versions(QString app, QString machine, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getList(machines, machines.get(pathOfMachine(app, machine) + u"/versions"_s), {}, readMachineVersion,
                        stop);
}

Client::Answer<QMap<QString, QString>> Client::metadata(QString app, QString machine, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getJson(machines, machines.get(pathOfMachine(app, machine) + u"/metadata"_s), readTexts, stop);
}

Client::Answer<QList<SecretName>> Client::secrets(QString app, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getList(machines, machines.get(pathOfApp(app) + u"/secrets"_s), "secrets"_L1, readSecretName, stop);
}

Client::Answer<QList<TokenPart>> Client::tokenParts(std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getList(machines, machines.get(u"/v1/tokens/current"_s), "tokens"_L1, readTokenPart, stop);
}

Client::Answer<QList<Release>> Client::releases(QString app, int limit, std::stop_token stop) const
{
    const auto platform = to(m_endpoints.platform);
    const auto request = platform.get(pathOfReleases(app), {{u"limit"_s, QString::number(limit)}});
    return askReleases(platform, request, to(m_endpoints.graphQl), historyRequest(*m_endpoints.graphQl, app, limit),
                       stop);
}

Client::Answer<std::optional<Release>> Client::currentRelease(QString app, std::stop_token stop) const
{
    const auto platform = to(m_endpoints.platform);
    return net::orAbsent(net::getJson(platform, platform.get(pathOfReleases(app) + u"/current"_s), readRelease, stop));
}

Client::Answer<QList<Release>> Client::releaseHistory(QString app, int limit, std::stop_token stop) const
{
    return net::getParsed(to(m_endpoints.graphQl), historyRequest(*m_endpoints.graphQl, app, limit),
                          parseReleaseHistory, stop);
}

Client::Answer<QList<Series>> Client::query(QString organization, QString promQl, std::optional<QDateTime> at,
                                            std::stop_token stop) const
{
    const auto metrics = to(m_endpoints.metrics);
    const auto path = u"/prometheus/"_s + net::encoded(organization) + u"/api/v1/query"_s;
    const auto request = metrics.get(path, {{u"query"_s, promQl}, {u"time"_s, at ? epochSeconds(*at) : QString()}});
    return net::getParsed(metrics, request, parseSeries, stop);
}

Client::Answer<QList<Series>> Client::queryRange(QString organization, QString promQl, Range range,
                                                 std::stop_token stop) const
{
    const auto metrics = to(m_endpoints.metrics);
    const auto path = u"/prometheus/"_s + net::encoded(organization) + u"/api/v1/query_range"_s;
    const auto request = metrics.get(path,
                                     {{u"query"_s, promQl},
                                      {u"start"_s, epochSeconds(range.from)},
                                      {u"end"_s, epochSeconds(range.to)},
                                      {u"step"_s, QString::number(range.step.count())}});
    return net::getParsed(metrics, request, parseSeries, stop);
}

} // namespace slipway::fly
