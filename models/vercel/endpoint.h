#pragma once

#include "net/endpoint.h"

#include <memory>

namespace slipway::vercel {

/// How Vercel's API is spoken to; `base` is https://api.vercel.com. Versions stand in each path.
/// Source: @vercel/sdk and the vercel command line program.
std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token);

/// The allowance in `X-RateLimit-…`, or in the body of a 429.
std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer);
/// `error.message`.
QString complaintOf(const net::RawAnswer &answer);

} // namespace slipway::vercel
