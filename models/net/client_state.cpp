#include "net/client_state.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

QString account(const Endpoint &endpoint)
{
    return endpoint.provider + u' ' + endpoint.token.fingerprint();
}

} // namespace

ClientState::ClientState(HttpClient::Options wanted, HttpClient *client)
    : options(std::move(wanted))
    , cache(options.cacheFolder, options.cacheBytes)
    , backoff(options.firstWait, options.longestWait, options.seed)
    , m_client(client)
{
    Q_ASSERT(options.clock);
}

QNetworkAccessManager &ClientState::network()
{
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_network->setAutoDeleteReplies(false);
        m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }
    return *m_network;
}

void ClientState::takeRateLimit(const Endpoint &endpoint, const RawAnswer &answer)
{
    const auto told = endpoint.rateLimit ? endpoint.rateLimit(answer) : std::nullopt;
    if (!told)
        return;
    RateLimit &known = m_limits[{endpoint.provider, told->resource}];
    if (known == *told)
        return;
    known = *told;
    if (m_client)
        Q_EMIT m_client->rateLimitChanged(endpoint.provider, *told);
}

std::optional<RateLimit> ClientState::rateLimit(const QString &provider, const QString &resource) const
{
    const auto found = m_limits.constFind({provider, resource});
    return found == m_limits.cend() ? std::nullopt : std::optional(*found);
}

void ClientState::pause(const Endpoint &endpoint, milliseconds wait)
{
    milliseconds &until = m_pausedUntil[account(endpoint)];
    until = std::max(until, options.clock->elapsed() + wait);
}

milliseconds ClientState::pauseLeft(const Endpoint &endpoint) const
{
    const milliseconds until = m_pausedUntil.value(account(endpoint), milliseconds{0});
    return std::max(until - options.clock->elapsed(), milliseconds{0});
}

void ClientState::tellReached(const Endpoint &endpoint) const
{
    if (m_client)
        Q_EMIT m_client->reached(endpoint.provider);
}

void ClientState::tellUnreachable(const Endpoint &endpoint) const
{
    if (m_client)
        Q_EMIT m_client->unreachable(endpoint.provider);
}

} // namespace slipway::net
