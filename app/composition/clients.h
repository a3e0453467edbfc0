#pragma once

#include "composition/endpoints.h"
#include "fly/client.h"
#include "github/client.h"
#include "net/http_client.h"
#include "sentry/client.h"
#include "vercel/client.h"

#include <memory>

namespace slipway::composition {

/// The providers of one workspace, as one set of tokens sees them. Copies are cheap.
struct Clients {
    github::Client github;
    fly::Client fly;
    vercel::Client vercel;
    sentry::Client sentry;
};

using Tokens = QMap<workspace::Provider, base::Secret>;

/// `team` is Vercel's, an id or a slug; empty for a personal account.
Clients makeClients(std::shared_ptr<const net::HttpClient> http, const Endpoints &endpoints, const Tokens &tokens,
                    const QString &team);

/// Whom the token of `provider` belongs to and what it may do, in words: "priya-nair, may repo, workflow".
/// Errors: those of the call that asks; invalidInput for a provider without tokens.
QCoro::Task<base::Result<QString>> identity(Clients clients, workspace::Provider provider, std::stop_token stop);

} // namespace slipway::composition
