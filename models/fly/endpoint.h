#pragma once

#include "net/endpoint.h"

#include <memory>

namespace slipway::fly {

/// Where Fly.io's interfaces are, each without a path.
struct Hosts {
    QUrl machines{QStringLiteral("https://api.machines.dev")};
    QUrl platform{QStringLiteral("https://api.fly.io")};
    QUrl metrics{QStringLiteral("https://api.fly.io")};
};

/// How each of Fly.io's interfaces is spoken to.
struct Endpoints {
    std::shared_ptr<const net::Endpoint> machines;
    /// Releases: takes any token as a Bearer.
    std::shared_ptr<const net::Endpoint> platform;
    std::shared_ptr<const net::Endpoint> graphQl;
    std::shared_ptr<const net::Endpoint> metrics;
};

/// Macaroons go under `FlyV1`, older tokens under `Bearer`; a pasted "FlyV1 " or "Bearer " is taken off.
/// Source: flyctl.
Endpoints endpoints(const Hosts &hosts, const base::Secret &token);

/// The token as it is to be stored: without a scheme before it or space around it.
base::Secret stripped(const base::Secret &token);
/// "FlyV1" when any part of the token is a macaroon, else "Bearer".
QByteArray schemeOf(const base::Secret &token);
/// `error` or `message` of the body, or a body in plain text.
QString complaintOf(const net::RawAnswer &answer);

} // namespace slipway::fly
