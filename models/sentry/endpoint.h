#pragma once

#include "net/endpoint.h"

#include <memory>

namespace slipway::sentry {

/// How Sentry's API is spoken to; `base` is https://sentry.io or the organisation's region.
/// Source: Sentry API, "Authentication", "Pagination", "Rate limits".
std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token);

/// The allowance in `X-Sentry-Rate-Limit-…`.
std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer);
/// `detail`, a text or an object with a message, or the first field's remark of a failed validation.
QString complaintOf(const net::RawAnswer &answer);

} // namespace slipway::sentry
