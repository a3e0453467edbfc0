#pragma once

#include "net/http_client.h"
#include "net/network_log.h"
#include "test_support/outcome.h"
#include "test_support/scripted_server.h"

#include <QTest>

namespace slipway::net {

using test::Outcome;

/// A client, a clock that stands still and a server that says what the test wrote. One for each test.
class Fixture
{
public:
    Fixture()
    {
        options.clock = clock;
        options.seed = seed;
        endpoint->provider = QStringLiteral("Testhub");
        endpoint->base = server.url();
        endpoint->token = base::Secret(QByteArrayView("token-of-the-test"));
        endpoint->requestIdHeader = "x-request-id";
        remake();
    }

    /// A new client with the options as they are now, as after a restart of the program.
    void remake()
    {
        client.reset();
        client = std::make_unique<HttpClient>(options);
    }

    Request request(const QByteArray &method, const QString &path) const
    {
        Request result;
        result.method = method;
        result.url = endpoint->url(path);
        return result;
    }

    Outcome<Response> get(const QString &path, std::stop_token stop = {}) const
    {
        return send(request("GET", path), std::move(stop));
    }

    Outcome<Response> send(const Request &request, std::stop_token stop = {}) const
    {
        return Outcome<Response>(client->send(endpoint, request, std::move(stop)));
    }

    Outcome<Response> write(const QByteArray &method, const QString &path, const QByteArray &body = "{}") const
    {
        Request result = request(method, path);
        result.body = body;
        return send(result);
    }

    static constexpr quint32 seed = 7;

    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    test::ScriptedServer server;
    std::shared_ptr<Endpoint> endpoint = std::make_shared<Endpoint>();
    HttpClient::Options options;
    std::unique_ptr<HttpClient> client;
};

} // namespace slipway::net

/// Ends a test: everything scripted was asked for, and nothing else.
#define NOTHING_AMISS(fixture) QCOMPARE((fixture).server.mistakes(), QStringList())
