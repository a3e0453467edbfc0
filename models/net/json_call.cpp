#include "net/json_call.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace slipway::net {

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

Request Connection::get(const QString &path, const Parameters &parameters) const
{
    QUrlQuery query;
    for (const auto &[name, value] : parameters) {
        if (!value.isEmpty())
            query.addQueryItem(encoded(name), encoded(value));
    }
    Request request;
    request.url = endpoint->url(path, query);
    return request;
}

Request Connection::write(const QByteArray &method, const QString &path, const std::optional<QJsonObject> &body) const
{
    Request request;
    request.method = method;
    request.url = endpoint->url(path);
    if (body)
        request.body = QJsonDocument(*body).toJson(QJsonDocument::Compact);
    return request;
}

QCoro::Task<base::Done> sendOnly(Connection connection, Request request, std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    co_return base::Done{};
}

QCoro::Task<base::Result<QList<Response>>> takePages(Connection connection, Request first, NextPage next, int mostPages,
                                                     std::stop_token stop)
{
    QList<Response> all;
    QCORO_FOREACH(const base::Result<Response> &page, pages(*connection.http, connection.endpoint, first, next, stop))
    {
        if (!page)
            co_return std::unexpected(page.error());
        all.append(*page);
        // Asking the sequence for more would send the next request.
        if (all.size() == mostPages)
            break;
    }
    co_return all;
}

base::Error detail::attributed(base::Error error, const Response &response, const Endpoint &endpoint)
{
    error.status = response.status;
    error.requestId = QString::fromLatin1(response.headers.value(endpoint.requestIdHeader));
    return error;
}

} // namespace slipway::net
