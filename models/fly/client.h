#pragma once

#include "base/result.h"
#include "fly/apps.h"
#include "fly/changes.h"
#include "fly/endpoint.h"
#include "fly/machines.h"
#include "fly/metrics.h"
#include "fly/releases.h"
#include "net/json_call.h"

#include <QCoro/QCoroTask>

namespace slipway::fly {

/// Fly.io: Machines API, releases and metrics.
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
    /// The same with those that were destroyed not long ago, which tell how they ended. …/machines?include_deleted=true
    Answer<QList<Machine>> machinesEver(QString app, std::stop_token stop) const;
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

    enum class Act { Start, Stop, Suspend, Cordon, Uncordon, Destroy };

    // What changes something. `nonce` is that of the lease held; empty: none is. Errors: conflict (409: somebody else
    // holds the lease; 412: the machine is at another version), rateLimited (1/s for each action and machine, burst 3).

    /// Not idempotent: before it is asked again, look. POST /v1/apps/{app}/machines
    Answer<Receipt<Machine>> createMachine(QString app, Launch launch, std::stop_token stop) const;
    /// A new version of the machine, which replaces what runs. POST /v1/apps/{app}/machines/{id}
    Answer<Receipt<Machine>> updateMachine(QString app, QString machine, Change change, QString nonce,
                                           std::stop_token stop) const;
    /// Gives the exchange's name, as all that follow with a text. POST …/start and its like; DELETE
    Answer<QString> act(QString app, QString machine, Act act, QString nonce, std::stop_token stop) const;
    /// Without a new version. POST …/metadata/{key}
    Answer<QString> setMetadata(QString app, QString machine, QString key, QString value, QString nonce,
                                std::stop_token stop) const;
    /// Takes a lease, or lengthens the one of `nonce`. POST …/lease?ttl=
    Answer<Lease> takeLease(QString app, QString machine, std::chrono::seconds ttl, QString nonce,
                            std::stop_token stop) const;
    /// Whose it is; absent when it is free. GET …/lease
    Answer<std::optional<Lease>> lease(QString app, QString machine, std::stop_token stop) const;
    /// notFound when it had run out. DELETE …/lease
    Answer<QString> releaseLease(QString app, QString machine, QString nonce, std::stop_token stop) const;
    /// Whether the machine reached `state` within `timeout` (1–60 s); one that is gone has reached "destroyed".
    /// "stopped" needs the instance id. GET …/wait
    Answer<bool> wait(QString app, QString machine, QString state, QString instanceId, std::chrono::seconds timeout,
                      std::stop_token stop) const;
    /// GET /v1/apps/{app}/volumes
    Answer<QList<Volume>> volumes(QString app, std::stop_token stop) const;

    /// Not idempotent: `defined` tells whether it is there. POST /api/v1/releases, which flyctl uses and nobody
    /// documents.
    Answer<Receipt<Release>> createRelease(ReleaseWish wish, std::stop_token stop) const;
    /// `status`: "running", "complete", "failed", "interrupted". PATCH /api/v1/releases/{id}
    Answer<QString> changeRelease(QString id, QString status, QJsonObject metadata, std::stop_token stop) const;
    /// The newest ten with their definitions, newest first. POST /graphql (configDefinition)
    Answer<QList<Release>> defined(QString app, std::stop_token stop) const;

private:
    net::Connection to(const std::shared_ptr<const net::Endpoint> &endpoint) const { return {m_http, endpoint}; }

    std::shared_ptr<const net::HttpClient> m_http;
    Endpoints m_endpoints;
};

} // namespace slipway::fly
