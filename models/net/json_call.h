#pragma once

#include "base/json.h"
#include "net/http_client.h"
#include "net/paging.h"

#include <QCoro/QCoroFuture>
#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <stop_token>

/// From a request to typed values: what every provider's calls have in common.
namespace slipway::net {

/// Makes a value of a JSON object. A plain function, so that a call's frame holds nothing that could die.
template<typename T>
using Reader = T (*)(const base::json::Object &);

/// Makes a value of an answer's bytes, where a reader of its root is not enough.
template<typename T>
using Parser = base::Result<T> (*)(const QByteArray &);

/// Names and values of a query, both as they are; an empty value leaves its parameter out.
using Parameters = QList<std::pair<QString, QString>>;

/// As part of a URL: percent-encoded down to letters, digits and `-._~`, so that `/`, `+` and `@` keep their meaning.
QString encoded(const QString &text);

/// What a provider's client holds and each of its calls copies, so that neither needs the other to live on.
struct Connection {
    std::shared_ptr<const HttpClient> http;
    std::shared_ptr<const Endpoint> endpoint;

    Request get(const QString &path, const Parameters &parameters = {}) const;
    /// A change; the caller says whether it is idempotent. Without a body the request has none.
    Request write(const QByteArray &method, const QString &path, const std::optional<QJsonObject> &body = {}) const;
};

/// The objects of a list: the root itself when `member` is empty, else the root object's member of that name.
/// Error: protocol.
template<typename T>
base::Result<QList<T>> readMembers(const QByteArray &bytes, QLatin1StringView member, Reader<T> read)
{
    if (member.isEmpty())
        return base::json::readList(bytes, read);
    return base::json::read(bytes, [member, read](const base::json::Object &root) { return root.list(member, read); });
}

/// The pages that `next` finds, one after the other; at most `mostPages`, 0 = all. Errors: those of pages().
QCoro::Task<base::Result<QList<Response>>> takePages(Connection connection, Request first, NextPage next, int mostPages,
                                                     std::stop_token stop);

namespace detail {

/// Above this many bytes reading would cost the window a frame.
constexpr qsizetype bytesReadInPlace = 16 * 1024;

/// Runs `work` on a worker thread.
template<typename Work>
QFuture<std::invoke_result_t<Work>> onWorker(Work work)
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

/// The protocol error with what tells the provider which exchange it was.
base::Error attributed(base::Error error, const Response &response, const Endpoint &endpoint);

template<typename Work>
QCoro::Task<std::invoke_result_t<Work>> parsed(std::shared_ptr<const Endpoint> endpoint, Response response, Work work,
                                               std::stop_token stop)
{
    std::invoke_result_t<Work> result = std::unexpected(base::cancelled());
    if (response.body.size() <= bytesReadInPlace)
        result = work();
    else
        result = co_await onWorker(work);
    if (stop.stop_requested())
        co_return std::unexpected(base::cancelled());
    if (!result)
        co_return std::unexpected(attributed(result.error(), response, *endpoint));
    co_return result;
}

template<typename T>
QCoro::Task<base::Result<QList<T>>> readPages(std::shared_ptr<const Endpoint> endpoint, QList<Response> responses,
                                              QLatin1StringView member, Reader<T> read, std::stop_token stop)
{
    QList<T> all;
    for (const Response &response : std::as_const(responses)) {
        const auto work = [body = response.body, member, read] { return readMembers(body, member, read); };
        auto page = co_await parsed(endpoint, response, work, stop);
        if (!page)
            co_return std::unexpected(page.error());
        all += std::move(*page);
    }
    co_return all;
}

} // namespace detail

/// The answer's root object. Errors: those of HttpClient::send; protocol.
template<typename T>
QCoro::Task<base::Result<T>> getJson(Connection connection, Request request, Reader<T> read, std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    const auto work = [body = response->body, read] { return base::json::read(body, read); };
    co_return co_await detail::parsed(connection.endpoint, *response, work, stop);
}

/// Sends for the effect alone. Errors: those of HttpClient::send.
QCoro::Task<base::Done> sendOnly(Connection connection, Request request, std::stop_token stop);

/// The list in one answer, as readMembers finds it. Errors: as getJson.
template<typename T>
QCoro::Task<base::Result<QList<T>>> getList(Connection connection, Request request, QLatin1StringView member,
                                            Reader<T> read, std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    const auto work = [body = response->body, member, read] { return readMembers(body, member, read); };
    co_return co_await detail::parsed(connection.endpoint, *response, work, stop);
}

/// What `parse` makes of the answer. Errors: those of HttpClient::send and of `parse`.
template<typename T>
QCoro::Task<base::Result<T>> getParsed(Connection connection, Request request, Parser<T> parse, std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    const auto work = [body = response->body, parse] { return parse(body); };
    co_return co_await detail::parsed(connection.endpoint, *response, work, stop);
}

/// The list over all its pages (at most `mostPages`; 0 = all), asked for side by side by their number.
/// Errors: as getJson; one page that fails fails all.
template<typename T>
QCoro::Task<base::Result<QList<T>>> getNumbered(Connection connection, Request request, QLatin1StringView member,
                                                Reader<T> read, int mostPages, std::stop_token stop)
{
    const auto responses = co_await numberedPages(*connection.http, connection.endpoint, request, mostPages, stop);
    if (!responses)
        co_return std::unexpected(responses.error());
    co_return co_await detail::readPages(connection.endpoint, *responses, member, read, stop);
}

/// The list over all its pages (at most `mostPages`; 0 = all), each found from the one before by `next`.
/// Errors: as getNumbered.
template<typename T>
QCoro::Task<base::Result<QList<T>>> getPaged(Connection connection, Request request, NextPage next,
                                             QLatin1StringView member, Reader<T> read, int mostPages,
                                             std::stop_token stop)
{
    const auto responses = co_await takePages(connection, request, next, mostPages, stop);
    if (!responses)
        co_return std::unexpected(responses.error());
    co_return co_await detail::readPages(connection.endpoint, *responses, member, read, stop);
}

/// `call`, where the provider's 404 says that there is no such thing rather than that something is wrong.
template<typename T>
QCoro::Task<base::Result<std::optional<T>>> orAbsent(QCoro::Task<base::Result<T>> call)
{
    auto result = co_await call;
    if (!result && result.error().kind == base::Error::Kind::NotFound)
        co_return std::optional<T>();
    if (!result)
        co_return std::unexpected(result.error());
    co_return std::optional<T>(std::move(*result));
}

} // namespace slipway::net
