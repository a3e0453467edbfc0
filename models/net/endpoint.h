#pragma once

#include "base/error.h"
#include "base/secret.h"

#include <QHttpHeaders>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <functional>
#include <optional>

namespace slipway::net {

/// What a provider says about how often it may still be asked.
struct RateLimit {
    /// Which allowance, as the provider names it ("core", "search", …); empty where there is one only.
    QString resource;
    qint64 limit = 0;
    qint64 remaining = 0;
    /// When `remaining` is `limit` again, UTC.
    QDateTime resetAt;

    bool operator==(const RateLimit &) const = default;
};

/// An answer before it is judged.
struct RawAnswer {
    int status = 0;
    QHttpHeaders headers;
    QByteArray body;
};

/// Where a provider is and how it is spoken to. Immutable once shared: a new token makes a new endpoint.
struct Endpoint {
    /// "GitHub", "Fly.io", …: for messages.
    QString provider;
    /// Ends without a slash. https, or http to the loopback addresses.
    QUrl base;
    /// Empty asks without an Authorization header.
    base::Secret token;
    /// What stands before the token: "Bearer", "FlyV1", "token".
    QByteArray scheme = "Bearer";
    /// Sent with every call: Accept, version, …
    QHttpHeaders headers;
    /// Calls under way at once to one host.
    int concurrency = 20;

    /// The allowance that an answer tells of; empty function: the provider tells none.
    std::function<std::optional<RateLimit>(const RawAnswer &)> rateLimit;
    /// Is this 403 or 429 a limit of rate, and until when? Gives seconds to wait where the provider's own way says so
    /// (GitHub's secondary limit); Retry-After, 429 and a spent `rateLimit` are understood without it. Where this one
    /// answers, every call with the same token waits. `now` is the provider's own time where its answer tells it.
    std::function<std::optional<std::chrono::seconds>(const RawAnswer &, const QDateTime &now)> throttle;
    /// The provider's own words for a failure, taken from the body; empty when there are none.
    std::function<QString(const RawAnswer &)> complaint;
    /// The header that holds the provider's name for the exchange.
    QByteArray requestIdHeader;

    /// `base` + path + query. `path` starts with a slash and is already percent-encoded where it must be.
    QUrl url(const QString &path, const QUrlQuery &query = {}) const;
};

} // namespace slipway::net
