#pragma once

#include "net/http_client.h"
#include "test_support/outcome.h"
#include "test_support/scripted_server.h"

namespace slipway::test {

/// What a provider's client needs, over a server that says what the test wrote. One for each test.
class CallFixture
{
public:
    CallFixture();

    base::Secret token() const { return base::Secret(QByteArrayView("token-of-the-test")); }

    /// Stands still.
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    ScriptedServer server;
    std::shared_ptr<net::HttpClient> http;
};

/// The task, with its value dropped.
template<typename T>
QCoro::Task<base::Result<bool>> done(QCoro::Task<base::Result<T>> task)
{
    const auto result = co_await task;
    if (!result)
        co_return std::unexpected(result.error());
    co_return true;
}

/// One call of a client: what it must ask for, and an answer that fits.
template<typename Client>
struct Call {
    const char *name;
    /// Path and query.
    QByteArray target;
    QByteArray answer;
    QCoro::Task<base::Result<bool>> (*make)(const Client &, std::stop_token);
    QByteArray method = "GET";
};

} // namespace slipway::test

/// Data rows for a list of calls: their places in it.
#define ADD_CALL_ROWS(calls)                                                                                           \
    QTest::addColumn<qsizetype>("place");                                                                              \
    for (qsizetype place = 0; place < (calls).size(); ++place)                                                         \
        QTest::newRow((calls).at(place).name) << place;
