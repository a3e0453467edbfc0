#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "net/endpoint.h"
#include "net/request.h"

#include <QCoro/QCoroTask>
#include <QObject>

#include <memory>
#include <stop_token>

namespace slipway::net {

class ClientState;
class NetworkLog;

/// The one way to a provider.
///
/// Keeps true, whoever calls: at most Endpoint::concurrency calls to a host; a deadline for connecting and one for
/// the whole call; only what is safe (or said to be idempotent) is repeated, with exponential waits, jitter and the
/// provider's own waiting times; a write that breaks off comes back with Error::outcomeUnknown and is not repeated;
/// unchanged answers are asked for with their ETag and come from the cache, which survives the program; answers above
/// the size limit are refused; no redirect takes the token to another origin; http goes to loopback only; every
/// exchange stands in the log with its secrets taken out.
///
/// GUI thread; does not block. Its end cancels the tasks it gave; they hold what they need until they have ended.
class HttpClient final : public QObject
{
    Q_OBJECT

public:
    struct Options {
        /// For waits and deadlines. Never a story's clock.
        std::shared_ptr<base::Clock> clock;
        /// Where answers are kept for revalidation; empty keeps them in memory only.
        QString cacheFolder;
        qint64 cacheBytes = 256 * 1024 * 1024;
        milliseconds connectDeadline{10'000};
        milliseconds deadline{30'000};
        qsizetype bodyLimit = 64 * 1024 * 1024;
        /// How often a safe call is asked in all.
        int attempts = 4;
        /// As much, where a provider turns calls away as too many and does not say for how long.
        int attemptsWhenThrottled = 6;
        milliseconds firstWait{500};
        milliseconds longestWait{30'000};
        /// A provider that asks for a longer pause than this is answered with Error::rateLimited instead of waiting.
        milliseconds patience{10'000};
        /// For the jitter; 0 takes a random one.
        quint32 seed = 0;
    };

    explicit HttpClient(Options options, QObject *parent = nullptr);
    ~HttpClient() override;

    /// Sends and gives the 2xx answer. Errors: every kind of base::Error but internal; forbidden and notFound name the
    /// provider; rateLimited has retryAt; outcomeUnknown is set for a write whose answer never came. A request to
    /// another origin than the endpoint's is refused as invalidInput, and so is http to anything but the loopback.
    QCoro::Task<base::Result<Response>> send(std::shared_ptr<const Endpoint> endpoint, Request request,
                                             std::stop_token stop) const;

    /// Asks with GET and writes the body of the 2xx answer into a file; gives its size in bytes. The body is neither
    /// held nor kept: not in the cache, not in the log. A download that breaks off is begun again as any read is; one
    /// that fails in the end leaves no file, and the one that stood there before as it was. Errors: as send; internal,
    /// in words, when the file cannot be written; protocol above Download::mostBytes; timeout when no byte came for the
    /// request's deadline (30 s unless it says otherwise; there is none for the whole).
    QCoro::Task<base::Result<qint64>> download(std::shared_ptr<const Endpoint> endpoint, Request request,
                                               Download wanted, std::stop_token stop) const;

    /// The last allowance the provider told, by Endpoint::provider and RateLimit::resource.
    std::optional<RateLimit> rateLimit(const QString &provider, const QString &resource = {}) const;

    /// Every exchange since the start, newest last, within bounds.
    NetworkLog &log() const;

Q_SIGNALS:
    void rateLimitChanged(const QString &provider, const slipway::net::RateLimit &limit);
    /// An answer came, or none could be had: for the online/offline display.
    void reached(const QString &provider);
    void unreachable(const QString &provider);

private:
    std::shared_ptr<ClientState> m_state;
};

} // namespace slipway::net
