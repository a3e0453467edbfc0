#pragma once

#include "net/cached_answers.h"
#include "net/gate.h"
#include "net/http_client.h"
#include "net/network_log.h"
#include "net/retry.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QPointer>

namespace slipway::net {

/// What all calls of a client share. A call holds it until the call has ended, so it may outlive the client.
class ClientState
{
public:
    ClientState(HttpClient::Options wanted, HttpClient *client);

    /// Keeps the allowance that an answer tells of, and says so when it is another one.
    void takeRateLimit(const Endpoint &endpoint, const RawAnswer &answer);
    std::optional<RateLimit> rateLimit(const QString &provider, const QString &resource) const;

    /// Every call with this endpoint's token waits until `wait` has passed.
    void pause(const Endpoint &endpoint, milliseconds wait);
    milliseconds pauseLeft(const Endpoint &endpoint) const;

    void tellReached(const Endpoint &endpoint) const;
    void tellUnreachable(const Endpoint &endpoint) const;

    /// Made with the first call: the program's first frame need not wait for its plug-ins.
    QNetworkAccessManager &network();

    HttpClient::Options options;
    Gate gate;
    CachedAnswers cache;
    NetworkLog log;
    Backoff backoff;
    std::stop_source closing;

private:
    std::unique_ptr<QNetworkAccessManager> m_network;
    QPointer<HttpClient> m_client;
    QHash<std::pair<QString, QString>, RateLimit> m_limits;
    QHash<QString, milliseconds> m_pausedUntil;
};

} // namespace slipway::net
