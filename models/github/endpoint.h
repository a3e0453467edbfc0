#pragma once

#include "net/endpoint.h"

#include <memory>

namespace slipway::github {

/// How GitHub's REST API is spoken to: version 2022-11-28, its rate limits (the secondary one included), its errors.
/// `base` is https://api.github.com, or https://HOST/api/v3 of an Enterprise server.
/// Source: GitHub REST, "Rate limits for the REST API" and "Best practices".
std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token);

/// The allowance in `x-ratelimit-…`.
std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer);
/// How long to stay away after an answer that is a limit, primary or secondary; nothing for any other 403. Retry-After,
/// which goes before it, is read by net. `now` is the answer's own time.
std::optional<std::chrono::seconds> throttleOf(const net::RawAnswer &answer, const QDateTime &now);
/// `message`, and what `errors` adds to it.
QString complaintOf(const net::RawAnswer &answer);

} // namespace slipway::github
