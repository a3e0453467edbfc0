#include "net/paging.h"

#include "net/link_header.h"
#include "net/origin.h"

#include <QCoreApplication>
#include <QSet>
#include <QUrlQuery>

#include <vector>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(net::Paging)
};

/// No provider's list is longer; a page number above it is a mistake.
constexpr int mostPages = 10'000;

/// Why the next page is not to be asked for; nothing when it may be.
std::optional<base::Error> objection(const Endpoint &endpoint, const Request &next, QSet<QByteArray> &asked)
{
    using base::Error;
    if (!isSameOrigin(endpoint.base, next.url)) {
        return makeError(
            Error::Kind::Protocol,
            Words::tr("The next page of %1 is at %2, which is not asked.").arg(endpoint.provider, next.url.host()));
    }
    const QByteArray name = next.url.toEncoded() + '\n' + next.body;
    if (asked.contains(name)) {
        return makeError(Error::Kind::Protocol,
                         Words::tr("The pages of %1 go round in a circle.").arg(endpoint.provider));
    }
    asked.insert(name);
    return std::nullopt;
}

int lastPageNumber(const Response &first)
{
    const auto header = first.headers.combinedValue(QHttpHeaders::WellKnownHeader::Link);
    const auto last = findLink(header, first.url, "last");
    return last ? QUrlQuery(last->url).queryItemValue(u"page"_s).toInt() : 0;
}

/// The pages after `result`'s last, one after the other, for a list whose length the provider does not tell.
QCoro::Task<base::Result<QList<Response>>> oneByOne(const HttpClient &client, std::shared_ptr<const Endpoint> endpoint,
                                                    Request first, QList<Response> result, int limit,
                                                    std::stop_token stop)
{
    const auto next = linkHeader()(first, result.last());
    if (!next || result.size() == limit)
        co_return result;
    auto rest = pages(client, std::move(endpoint), *next, linkHeader(), std::move(stop));
    for (auto page = co_await rest.begin(); page != rest.end(); co_await ++page) {
        if (!*page)
            co_return std::unexpected((*page).error());
        result.append(std::move(**page));
        if (result.size() == limit)
            break;
    }
    co_return result;
}

Request numbered(const Request &first, int page)
{
    Request request = first;
    QUrlQuery query(first.url);
    query.removeAllQueryItems(u"page"_s);
    query.addQueryItem(u"page"_s, QString::number(page));
    request.url.setQuery(query);
    return request;
}

struct StopWith {
    std::stop_source source;
    void operator()() { source.request_stop(); }
};

} // namespace

QCoro::AsyncGenerator<base::Result<Response>> pages(const HttpClient &client, std::shared_ptr<const Endpoint> endpoint,
                                                    Request first, NextPage next, std::stop_token stop)
{
    QSet<QByteArray> asked;
    std::optional<Request> request = std::move(first);
    while (request) {
        const Request current = *request;
        base::Result<Response> page = std::unexpected(base::Error{});
        if (auto error = objection(*endpoint, current, asked))
            page = std::unexpected(std::move(*error));
        else
            page = co_await client.send(endpoint, current, stop);
        request = page ? next(current, *page) : std::nullopt;
        co_yield page;
    }
}

QCoro::Task<base::Result<QList<Response>>> numberedPages(const HttpClient &client,
                                                         std::shared_ptr<const Endpoint> endpoint, Request first,
                                                         int limit, std::stop_token stop)
{
    auto begin = co_await client.send(endpoint, first, stop);
    if (!begin)
        co_return std::unexpected(begin.error());
    QList<Response> result{std::move(*begin)};
    int last = std::min(lastPageNumber(result.first()), mostPages);
    if (last == 0)
        co_return co_await oneByOne(client, endpoint, first, std::move(result), limit, stop);
    if (limit > 0)
        last = std::min(last, limit);

    // The first page that fails ends the others.
    std::stop_source all;
    const std::stop_callback onStop(stop, StopWith{all});
    std::vector<QCoro::Task<base::Result<Response>>> tasks;
    for (int page = 2; page <= last; ++page)
        tasks.push_back(client.send(endpoint, numbered(first, page), all.get_token()));
    std::optional<base::Error> error;
    for (auto &task : tasks) {
        auto answer = co_await task;
        if (answer)
            result.append(std::move(*answer));
        else if (!error)
            error = answer.error();
        if (error)
            all.request_stop();
    }
    if (error)
        co_return std::unexpected(std::move(*error));
    co_return result;
}

} // namespace slipway::net
