#pragma once

#include "net/endpoint.h"

namespace slipway::net {

/// The allowance in the headers `<prefix>limit`, `<prefix>remaining`, `<prefix>reset` (seconds since 1970) and, where
/// there is one, `<prefix>resource`. Nothing unless the three numbers are there.
std::optional<RateLimit> readRateLimit(const QHttpHeaders &headers, const QByteArray &prefix);

} // namespace slipway::net
