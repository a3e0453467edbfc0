#pragma once

#include "net/endpoint.h"

#include <QRandomGenerator>

namespace slipway::net {

using std::chrono::milliseconds;

/// Waits that double from one attempt to the next, each shortened by chance to between half and the whole, so that
/// callers who failed together do not come back together.
class Backoff
{
public:
    /// `seed` 0 takes a random one.
    Backoff(milliseconds first, milliseconds longest, quint32 seed);

    /// After the `attempt`-th failure, 1 being the first.
    milliseconds wait(int attempt);

private:
    milliseconds m_first;
    milliseconds m_longest;
    QRandomGenerator m_random;
};

/// The time an answer bears in its Date header, or `now`: what the provider's own times are to be compared with,
/// however wrong this machine's clock is.
QDateTime providerTime(const QHttpHeaders &headers, const QDateTime &now);

/// "Thu, 21 Mar 2024 14:32:00 GMT"; invalid if it is anything else.
QDateTime fromHttpDate(const QByteArray &text);

/// What Retry-After asks for, in seconds or as a date; nothing when it is missing or senseless.
std::optional<milliseconds> retryAfter(const QHttpHeaders &headers, const QDateTime &now);

/// Why and how long a provider does not want to be asked.
struct Throttle {
    /// Absent when it did not say.
    std::optional<milliseconds> wait;
    /// Holds for every call with the same token.
    bool isShared = false;
};

/// Nothing when the answer is not about asking too often.
std::optional<Throttle> throttle(const Endpoint &endpoint, const RawAnswer &answer, const QDateTime &now);

} // namespace slipway::net
