#pragma once

#include "base/clock.h"
#include "health/source.h"

#include <QPointer>

namespace slipway::fly {
class Client;
}
namespace slipway::net {
class HttpClient;
}
namespace slipway::releases {
class Releases;
}
namespace slipway::sentry {
class Client;
}

namespace slipway::health {

/// Whom to ask. Null: nobody is signed in there.
struct SourceClients {
    std::shared_ptr<const sentry::Client> sentry;
    std::shared_ptr<const fly::Client> fly;
    /// Of its own, so that a health path that is down is not taken for a provider that is. Null: no probing (the demo's
    /// places do not exist); Fly.io's checks stand in.
    std::shared_ptr<const net::HttpClient> probes;
    /// Anything that answers while the network works, such as GitHub's API.
    QUrl control;
    /// For migrations; may be null.
    QPointer<releases::Releases> releases;
    std::shared_ptr<base::Clock> clock;
};

/// The providers themselves: Sentry's `events-timeseries`, `issues` and `releases`, the health path, Fly.io's checks.
std::shared_ptr<Source> liveSource(SourceClients clients);

} // namespace slipway::health
