#pragma once

#include "base/result.h"
#include "fly/apps.h"
#include "fly/endpoint.h"
#include "fly/machines.h"
#include "fly/metrics.h"
#include "fly/releases.h"
#include "net/json_call.h"

#include <QCoro/QCoroTask>

namespace slipway::fly {

/// Fly.io: Machines API, releases and metrics, reading.
///
/// Holds no state of its own: copies are cheap, and a call goes on when the client it was asked of is gone.
/// Errors of every call: those of net::HttpClient::send and protocol with the JSON path. GUI thread; does not block.
class Client
{
public:
    Client(std::shared_ptr<const net::HttpClient> http, Endpoints endpoints);

    template<typename T>
    using Answer = QCoro::Task<base::Result<T>>;

    /// GET /v1/apps?org_slug=
    Answer<QList<App>> apps(QString organization, std::stop_token stop) const;
    /// GET /v1/apps/{app}
    Answer<App> app(QString name, std::stop_token stop) const;
    /// With their checks; destroyed ones left out. GET /v1/apps/{app}/machines
    Answer<QList<Machine>> machines(QString app, std::stop_token stop) const;
    /// Of all apps, over all pages; destroyed ones left out. GET /v1/orgs/{org}/machines
    Answer<QList<MachineBrief>> machinesOfOrganization(QString organization, std::stop_token stop) const;
    /// GET /v1/apps/{app}/machines/{id}
    Answer<Machine> machine(QString app, QString id, std::stop_token stop) const;
    /// Newest first. GET /v1/apps/{app}/machines/{id}/events
    Answer<QList<MachineEvent>> events(QString app, QString machine, int limit, std::stop_token stop) const;
    /// Newest first. GET /v1/apps/{app}/machines/{id}/versions
    Answer<QList<MachineVersion>> versions(QString app, QString machine, std::stop_token stop) const;
    /// GET /v1/apps/{app}/machines/{id}/metadata
    Answer<QMap<QString, QString>> metadata(QString app, QString machine, std::stop_token stop) const;
    /// Names and digests. GET /v1/apps/{app}/secrets
    Answer<QList<SecretName>> secrets(QString app, std::stop_token stop) const;
    /// What the token may do. GET /v1/tokens/current
    Answer<QList<TokenPart>> tokenParts(std::stop_token stop) const;

    /// Newest first, at most `limit`. GET /api/v1/apps/{app}/releases, which flyctl uses and nobody documents; where it
    /// is not found or does not fit, the GraphQL history takes its place.
    Answer<QList<Release>> releases(QString app, int limit, std::stop_token stop) const;
    /// Absent when nothing was released. GET /api/v1/apps/{app}/releases/current
    Answer<std::optional<Release>> currentRelease(QString app, std::stop_token stop) const;
    /// The same list by POST /graphql, which tells descriptions too.
    Answer<QList<Release>> releaseHistory(QString app, int limit, std::stop_token stop) const;

    /// The newest value of each series; `at` absent = now. GET /prometheus/{org}/api/v1/query
    Answer<QList<Series>> query(QString organization, QString promQl, std::optional<QDateTime> at,
                                std::stop_token stop) const;
    /// GET /prometheus/{org}/api/v1/query_range; about 15 days are kept.
    Answer<QList<Series>> queryRange(QString organization, QString promQl, Range range, std::stop_token stop) const;

private:
    net::Connection to(const std::shared_ptr<const net::Endpoint> &endpoint) const { return {m_http, endpoint}; }

    std::shared_ptr<const net::HttpClient> m_http;
    Endpoints m_endpoints;
};

} // namespace slipway::fly
