#pragma once

#include "base/result.h"
#include "net/endpoint.h"
#include "net/request.h"

namespace slipway::net {

/// One leg of a call that may be sent elsewhere.
struct Hop {
    QByteArray method;
    QUrl url;
    QHttpHeaders headers;
    QByteArray body;
    QByteArray contentType;
    /// Still at the endpoint's origin: the token, the endpoint's headers and the request's own may go along.
    bool isHome = true;
    /// How many redirects led here.
    int redirects = 0;
};

/// 301, 302, 303, 307 and 308.
bool isRedirect(int status);

/// Where the answer sends the call. Reads follow any redirect, five at most. Writes follow 307 and 308 within the
/// origin. Away from home only Accept goes along, and nothing leads from https to http, or from outside to loopback.
/// Error: protocol; outcomeUnknown for a write whose redirect is not followed.
base::Result<Hop> follow(const Endpoint &endpoint, const Hop &from, const RawAnswer &answer);

} // namespace slipway::net
