#pragma once

#include "net/http_client.h"

#include <QCoro/QCoroAsyncGenerator>

#include <functional>

namespace slipway::net {

/// From a page and the request that brought it, the request for the next one; nothing after the last.
using NextPage = std::function<std::optional<Request>(const Request &, const Response &)>;

/// Follows `Link: <…>; rel="next"` (GitHub).
NextPage linkHeader();
/// Follows `Link` while its next says `results="true"` (Sentry).
NextPage sentryCursor();
/// Repeats the request with `until=` of the answer's `pagination.next` (Vercel).
NextPage vercelUntil();
/// Repeats a GraphQL query with `variables.<variable>` set to the `endCursor` found at `pageInfo`, a path such as
/// `data.app.releases.pageInfo`, while its `hasNextPage` is true.
NextPage graphQlCursor(const QString &pageInfo, const QString &variable);

/// The pages, one at a time, each asked for when the one before has been taken. Ends after an error, which it gives:
/// those of HttpClient::send, and protocol for a next page of another origin or one that was given before.
/// `client` outlives the sequence.
QCoro::AsyncGenerator<base::Result<Response>> pages(const HttpClient &client, std::shared_ptr<const Endpoint> endpoint,
                                                    Request first, NextPage next, std::stop_token stop);

/// The pages of a list whose `Link` names the last page's number (GitHub's `page`): the first alone, then the rest side
/// by side within the endpoint's concurrency; given in order. Where no last page is named, one after the other by
/// `next`. At most `limit` pages; 0 = all. Errors: as `pages`; the first page that fails ends the others.
QCoro::Task<base::Result<QList<Response>>> numberedPages(const HttpClient &client,
                                                         std::shared_ptr<const Endpoint> endpoint, Request first,
                                                         int limit, std::stop_token stop);

} // namespace slipway::net
