#pragma once

#include "fly/changes.h"
#include "net/json_call.h"

namespace slipway::fly {

inline QString requestIdOf(const net::Response &response, const net::Endpoint &endpoint)
{
    return QString::fromLatin1(response.headers.value(endpoint.requestIdHeader));
}

/// The answer's root object with the exchange's name.
template<typename T>
QCoro::Task<base::Result<Receipt<T>>> sent(net::Connection connection, net::Request request, net::Reader<T> read,
                                           std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    auto value = base::json::read(response->body, read);
    if (!value) {
        base::Error error = net::detail::attributed(value.error(), *response, *connection.endpoint);
        // It was accepted; only its answer does not fit.
        error.outcomeUnknown = true;
        co_return std::unexpected(error);
    }
    co_return Receipt<T>{std::move(*value), requestIdOf(*response, *connection.endpoint)};
}

/// The exchange's name.
inline QCoro::Task<base::Result<QString>> sentOnly(net::Connection connection, net::Request request,
                                                   std::stop_token stop)
{
    const auto response = co_await connection.http->send(connection.endpoint, request, stop);
    if (!response)
        co_return std::unexpected(response.error());
    co_return requestIdOf(*response, *connection.endpoint);
}

} // namespace slipway::fly
