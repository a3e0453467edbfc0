#pragma once

#include "base/error.h"
#include "net/wire.h"

namespace slipway::net {

/// Why an answer that is not 2xx is none, in words that name the provider and say what to do. Any thread.
/// Kinds: 401 unauthorized; 402, 403, 451 forbidden; 404, 410 notFound; 408 timeout; 409, 412, 423 conflict;
/// 400, 422 and what is left of 4xx invalidInput; 5xx network, with canRetry; anything else protocol.
base::Error refusal(const Endpoint &endpoint, const RawAnswer &answer);

/// Asked too often. `retryAt` is absent when nobody knows.
base::Error rateLimited(const Endpoint &endpoint, std::optional<QDateTime> retryAt, const QDateTime &now);

/// Why no whole answer came: network, timeout, cancelled; protocol above the size limit.
base::Error failure(const Endpoint &endpoint, const Outgoing &outgoing, const Incoming &incoming);

/// The whole call's deadline passed.
base::Error tooLate(const Endpoint &endpoint, std::chrono::milliseconds deadline);

/// Of a download no byte came for so long.
base::Error fellSilent(const Endpoint &endpoint, std::chrono::milliseconds silence);

/// The address may not be asked: it is neither https nor loopback, or not of the endpoint's origin.
base::Error badAddress(const Endpoint &endpoint, const QUrl &url);

} // namespace slipway::net
