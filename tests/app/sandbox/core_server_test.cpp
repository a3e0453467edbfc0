#include "core_http.h"

#include "sandbox/control/control.h"
#include "sandbox/core/server.h"
#include "sandbox/core/simulation.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::sandbox;
using namespace std::chrono_literals;

namespace {

/// A provider with one thing to read and one to change.
class Counter final : public Service
{
public:
    explicit Counter(Simulation &simulation)
        : Service(simulation, u"github"_s, {"full"_ba, "read"_ba, "few"_ba})
    {
        on("GET"_ba, u"/things/{id}"_s, [](const Call &call) {
            return Reply::json(QJsonObject{{u"id"_s, call.number(u"id"_s)}, {u"text"_s, QString(400, u'x')}});
        });
        on("POST"_ba, u"/things"_s, [this](const Call &) {
            this->simulation().note(u"github"_s, u"thing.made"_s, u"thing"_s);
            return Reply::json(QJsonObject{{u"id"_s, 1}}, 201);
        });
    }

protected:
    std::optional<Reply> refuse(const Call &call) const override
    {
        if (call.access == Access::Anonymous || call.access == Access::Unknown)
            return error(401, u"Bad credentials"_s);
        if (call.access == Access::MissingScopes)
            return error(404, u"Not Found"_s);
        if (call.access == Access::ReadOnly && call.method != "GET")
            return error(403, u"Read only"_s);
        return std::nullopt;
    }
    Reply error(int status, const QString &message) const override
    {
        return Reply::json(QJsonObject{{u"message"_s, message}}, status);
    }
};

} // namespace

class TestSandboxServer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void accessIsControlled_data();
    void accessIsControlled();
    void faultsReachTheClient_data();
    void faultsReachTheClient();
    void latencyDelaysTheAnswer();
    void slowDripGivesTheWholeBody();
    void effectsAreKeptExactlyOnce_data();
    void effectsAreKeptExactlyOnce();
    void theServerGoesOnAfterAReset();
    void controlMovesTheSandbox();
    void controlSaysWhatDoesNotFit();
    void exchangesAreRecorded();

private:
    void fault(const char *json)
    {
        m_simulation->faults().add(parseFault(QJsonDocument::fromJson(json).object()).value());
    }
    QString thing() const { return m_server->origin() + u"/things/7"_s; }

    std::unique_ptr<Simulation> m_simulation;
    std::unique_ptr<Counter> m_service;
    std::unique_ptr<Control> m_control;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<Server> m_controlServer;
    std::unique_ptr<test::Http> m_http;
    bool m_stopped = false;
};

void TestSandboxServer::init()
{
    m_controlServer.reset();
    m_server.reset();
    m_simulation = std::make_unique<Simulation>(std::make_unique<base::ManualClock>(), 1);
    m_service = std::make_unique<Counter>(*m_simulation);
    Control::Hooks hooks{[] { return QJsonObject{}; }, [] { return "version: 1\n"_ba; }, [this] { m_stopped = true; }};
    m_control = std::make_unique<Control>(*m_simulation, std::move(hooks));
    m_server = std::make_unique<Server>(*m_simulation, *m_service);
    m_controlServer = std::make_unique<Server>(*m_simulation, *m_control);
    QVERIFY(m_server->listen(0));
    QVERIFY(m_controlServer->listen(0));
    m_http = std::make_unique<test::Http>();
    m_http->token = "full"_ba;
}

void TestSandboxServer::accessIsControlled_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("reading");
    QTest::addColumn<int>("writing");

    QTest::newRow("no token") << ""_ba << 401 << 401;
    QTest::newRow("wrong token") << "guess"_ba << 401 << 401;
    QTest::newRow("missing scopes hide the thing") << "few"_ba << 404 << 404;
    QTest::newRow("read only") << "read"_ba << 200 << 403;
    QTest::newRow("full") << "full"_ba << 200 << 201;
}

void TestSandboxServer::accessIsControlled()
{
    QFETCH(QByteArray, token);
    QFETCH(int, reading);
    QFETCH(int, writing);
    m_http->token = token;
    QCOMPARE(m_http->get(thing()).status, reading);
    QCOMPARE(m_http->post(m_server->origin() + u"/things"_s).status, writing);
}

void TestSandboxServer::faultsReachTheClient_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");

    QTest::newRow("429 in seconds") << R"({"kind":"429","seconds":3})"_ba << 429 << "3"_ba;
    QTest::newRow("429 by date") << R"({"kind":"429","retryAfter":"date","seconds":60})"_ba << 429
                                 << "Thu, 21 Mar 2024 14:33:00 GMT"_ba;
    QTest::newRow("429 without a word") << R"({"kind":"429","retryAfter":"absent"})"_ba << 429 << ""_ba;
    QTest::newRow("secondary limit") << R"({"kind":"secondary-limit"})"_ba << 429 << "1"_ba;
    QTest::newRow("503") << R"({"kind":"error-before"})"_ba << 503 << ""_ba;
    QTest::newRow("502 after the effect") << R"({"kind":"error-after","status":502})"_ba << 502 << ""_ba;
    QTest::newRow("expired token") << R"({"kind":"expired-token"})"_ba << 401 << ""_ba;
    QTest::newRow("reset before") << R"({"kind":"reset-before"})"_ba << 0 << ""_ba;
    QTest::newRow("reset after") << R"({"kind":"reset-after"})"_ba << 0 << ""_ba;
    QTest::newRow("truncated") << R"({"kind":"truncated"})"_ba << 200 << ""_ba;
    QTest::newRow("wrongly typed") << R"({"kind":"wrongly-typed"})"_ba << 200 << ""_ba;
}

void TestSandboxServer::faultsReachTheClient()
{
    QFETCH(QByteArray, json);
    QFETCH(int, status);
    fault(json.constData());
    const auto answer = m_http->get(thing());
    QCOMPARE(answer.status, status);
    QTEST(answer.header("retry-after"), "retryAfter");
    if (json.contains("reset") || json.contains("truncated"))
        QVERIFY(answer.error != QNetworkReply::NoError);
    if (json.contains("wrongly"))
        QVERIFY(answer.object().value(u"id"_s).isString());
}

void TestSandboxServer::latencyDelaysTheAnswer()
{
    fault(R"({"kind":"latency","ms":150,"count":1})");
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(m_http->get(thing()).status, 200);
    QVERIFY(timer.elapsed() >= 140);
}

void TestSandboxServer::slowDripGivesTheWholeBody()
{
    fault(R"({"kind":"slow-drip","ms":1,"bytes":100,"count":1})");
    const auto answer = m_http->get(thing());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.object().value(u"id"_s).toInt(), 7);
}

void TestSandboxServer::effectsAreKeptExactlyOnce_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("effects");

    QTest::newRow("503 before") << R"({"kind":"error-before","count":1})"_ba << 0;
    QTest::newRow("503 after") << R"({"kind":"error-after","count":1})"_ba << 1;
    QTest::newRow("reset before") << R"({"kind":"reset-before"})"_ba << 0;
    QTest::newRow("429") << R"({"kind":"429","count":1})"_ba << 0;
}

void TestSandboxServer::effectsAreKeptExactlyOnce()
{
    QFETCH(QByteArray, json);
    QFETCH(int, effects);
    fault(json.constData());
    m_http->post(m_server->origin() + u"/things"_s);
    QCOMPARE(m_simulation->ledger().count(u"thing.made"_s), effects);
}

void TestSandboxServer::theServerGoesOnAfterAReset()
{
    fault(R"({"kind":"reset-after","count":1,"method":"POST"})");
    fault(R"({"kind":"truncated","count":1,"method":"GET"})");
    m_http->post(m_server->origin() + u"/things"_s);
    m_http->get(thing());
    m_simulation->faults().clear();
    for (int i = 0; i < 5; ++i)
        QCOMPARE(m_http->get(thing()).status, 200);
}

void TestSandboxServer::controlMovesTheSandbox()
{
    const QString control = m_controlServer->origin();
    const auto added = m_http->post(control + u"/faults"_s, {{u"kind"_s, u"error-before"_s}, {u"count"_s, 1}});
    QCOMPARE(added.status, 201);
    QCOMPARE(m_http->post(control + u"/expect"_s, {{u"path"_s, u"/things/*"_s}}).status, 201);
    QCOMPARE(m_http->get(control + u"/expect"_s).object().value(u"missing"_s).toArray().size(), 1);
    QCOMPARE(m_http->get(thing()).status, 503);
    QCOMPARE(m_http->get(thing()).status, 200);
    QCOMPARE(m_http->get(control + u"/expect"_s).object().value(u"missing"_s).toArray().size(), 0);

    m_http->post(m_server->origin() + u"/things"_s);
    const auto entries = m_http->get(control + u"/ledger?effect=thing.made"_s).object().value(u"entries"_s).toArray();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries[0][u"at"_s].toString(), u"2024-03-21T14:32:00.000Z"_s);

    QCOMPARE(m_http->post(control + u"/clock"_s, {{u"advance"_s, 60'000}}).object().value(u"now"_s).toString(),
             u"2024-03-21T14:33:00Z"_s);
    QCOMPARE(m_http->get(control + u"/workspace"_s).body, "version: 1\n"_ba);
    QCOMPARE(m_http->post(control + u"/stop"_s).status, 202);
    QVERIFY(m_stopped);
}

void TestSandboxServer::controlSaysWhatDoesNotFit()
{
    const QString control = m_controlServer->origin();
    QCOMPARE(m_http->post(control + u"/faults"_s, {{u"kind"_s, u"gremlin"_s}}).status, 400);
    QCOMPARE(m_http->post(control + u"/clock"_s, {{u"advance"_s, u"soon"_s}}).status, 400);
    QCOMPARE(m_http->post(control + u"/expect"_s, {{u"method"_s, u"GET"_s}}).status, 400);
    QCOMPARE(m_http->get(control + u"/nothing"_s).status, 404);
}

void TestSandboxServer::exchangesAreRecorded()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"record.jsonl"_s);
    QVERIFY(m_simulation->recorder().open(path));
    m_http->get(thing() + u"?per_page=2"_s);
    m_http->get(m_controlServer->origin() + u"/status"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count('\n'), 1);
    QVERIFY(!text.contains("full"));
    const auto line = QJsonDocument::fromJson(text).object();
    QCOMPARE(line.value(u"url"_s).toString(), u"/things/7?per_page=2"_s);
    QCOMPARE(line.value(u"responseBody"_s)[u"id"_s].toInt(), 7);
    QVERIFY(line.value(u"requestBody"_s).isNull());
}

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "core_server_test.moc"
