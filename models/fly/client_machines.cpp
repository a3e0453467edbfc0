// What changes machines.
#include "fly/client.h"
#include "fly/paths.h"
#include "fly/sending.h"

using namespace Qt::StringLiterals;

namespace slipway::fly {

namespace {

using base::Error;

net::Request withNonce(net::Request request, const QString &nonce)
{
    if (!nonce.isEmpty())
        request.headers.append("fly-machine-lease-nonce", nonce.toLatin1());
    return request;
}

QJsonObject bodyOf(const Launch &launch)
{
    QJsonObject body{{u"config"_s, launch.config}};
    if (!launch.name.isEmpty())
        body.insert(u"name"_s, launch.name);
    if (!launch.region.isEmpty())
        body.insert(u"region"_s, launch.region);
    if (launch.skipLaunch)
        body.insert(u"skip_launch"_s, true);
    if (launch.skipServiceRegistration)
        body.insert(u"skip_service_registration"_s, true);
    if (launch.leaseTtl.count() > 0)
        body.insert(u"lease_ttl"_s, static_cast<qint64>(launch.leaseTtl.count()));
    if (launch.minSecretsVersion > 0)
        body.insert(u"min_secrets_version"_s, launch.minSecretsVersion);
    return body;
}

QJsonObject bodyOf(const Change &change)
{
    QJsonObject body{{u"config"_s, change.config}};
    if (!change.currentVersion.isEmpty())
        body.insert(u"current_version"_s, change.currentVersion);
    if (change.skipLaunch)
        body.insert(u"skip_launch"_s, true);
    if (change.minSecretsVersion > 0)
        body.insert(u"min_secrets_version"_s, change.minSecretsVersion);
    return body;
}

/// A nonce is as good as the lease: whatever answers with one stays out of the log.
net::Request confidential(net::Request request)
{
    request.isConfidential = true;
    return request;
}

QCoro::Task<base::Result<bool>> reached(net::Connection machines, net::Request request, QString state,
                                        std::stop_token stop)
{
    const auto response = co_await machines.http->send(machines.endpoint, request, stop);
    if (response)
        co_return true;
    const Error &error = response.error();
    if (error.status == 408)
        co_return false;
    if (error.status == 404 && state == "destroyed"_L1)
        co_return true;
    co_return std::unexpected(error);
}

} // namespace

Client::Answer<Receipt<Machine>> Client::createMachine(QString app, Launch launch, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    const auto request = machines.write("POST", pathOfApp(app) + u"/machines"_s, bodyOf(launch));
    return sent(machines, confidential(request), readMachine, stop);
}

Client::Answer<Receipt<Machine>> Client::updateMachine(QString app, QString machine, Change change, QString nonce,
                                                       std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    const auto request = machines.write("POST", pathOfMachine(app, machine), bodyOf(change));
    return sent(machines, withNonce(request, nonce), readMachine, stop);
}

Client::Answer<QString> Client::act(QString app, QString machine, Act act, QString nonce, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    const QString path = pathOfMachine(app, machine);
    const auto post = [&machines, &path](const QString &verb) {
        return machines.write("POST", path + verb, QJsonObject());
    };
    net::Request request;
    switch (act) {
    case Act::Start: request = post(u"/start"_s); break;
    case Act::Stop: request = post(u"/stop"_s); break;
    case Act::Suspend: request = post(u"/suspend"_s); break;
    case Act::Cordon: request = post(u"/cordon"_s); break;
    case Act::Uncordon: request = post(u"/uncordon"_s); break;
    case Act::Destroy:
        request = machines.write("DELETE", path);
        request.url.setQuery(u"force=true"_s);
        break;
    }
    // Each says how the machine shall be in the end, so that saying it twice changes nothing more.
    request.isIdempotent = true;
    return sentOnly(machines, withNonce(request, nonce), stop);
}

Client::Answer<QString> Client::setMetadata(QString app, QString machine, QString key, QString value, QString nonce,
                                            std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    auto request = machines.write("POST", pathOfMachine(app, machine) + u"/metadata/"_s + net::encoded(key),
                                  QJsonObject{{u"value"_s, value}});
    request.isIdempotent = true;
    return sentOnly(machines, withNonce(request, nonce), stop);
}

Client::Answer<Lease> Client::takeLease(QString app, QString machine, std::chrono::seconds ttl, QString nonce,
                                        std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    auto request =
        machines.write("POST", pathOfMachine(app, machine) + u"/lease"_s,
                       QJsonObject{{u"ttl"_s, static_cast<qint64>(ttl.count())}, {u"description"_s, u"Slipway"_s}});
    request.url.setQuery(u"ttl="_s + QString::number(ttl.count()));
    return net::getJson(machines, confidential(withNonce(request, nonce)), readLease, stop);
}

Client::Answer<std::optional<Lease>> Client::lease(QString app, QString machine, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    const auto request = confidential(machines.get(pathOfMachine(app, machine) + u"/lease"_s));
    return net::orAbsent(net::getJson(machines, request, readLease, stop));
}

Client::Answer<QString> Client::releaseLease(QString app, QString machine, QString nonce, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    auto request = machines.write("DELETE", pathOfMachine(app, machine) + u"/lease"_s);
    request.isIdempotent = true;
    return sentOnly(machines, withNonce(request, nonce), stop);
}

Client::Answer<bool> Client::wait(QString app, QString machine, QString state, QString instanceId,
                                  std::chrono::seconds timeout, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    auto request = machines.get(
        pathOfMachine(app, machine) + u"/wait"_s,
        {{u"state"_s, state}, {u"timeout"_s, QString::number(timeout.count())}, {u"instance_id"_s, instanceId}});
    // A 408 is an answer here, not a failure to repeat.
    request.attempts = 1;
    request.deadline = timeout + std::chrono::seconds(15);
    return reached(machines, request, state, stop);
}

Client::Answer<QList<Volume>> Client::volumes(QString app, std::stop_token stop) const
{
    const auto machines = to(m_endpoints.machines);
    return net::getList(machines, machines.get(pathOfApp(app) + u"/volumes"_s), {}, readVolume, stop);
}

} // namespace slipway::fly
