#include "fixture.h"

#include "net/retry.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::net;
using slipway::base::Error;

class TestClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheAnswer();
    void sendsWhatAllCallsShare();
    void sendsABodyOnceWithItsType();
    void unpacksACompressedAnswer();
    void mapsARefusal_data();
    void mapsARefusal();
    void quotesTheProviderAndItsRequestId();
    void keepsToThePlacesAtAHost();
    void asksOnlyTheEndpointsOrigin_data();
    void asksOnlyTheEndpointsOrigin();
    void followsRedirectsOfReads();
    void leavesTheTokenAtHome();
    void refusesTheSixthRedirect();
    void refusesARedirectToPlainHttp();
    void followsAWriteOnlyWhereItStaysAWrite_data();
    void followsAWriteOnlyWhereItStaysAWrite();
    void tellsTheRateLimit();
    void logsEveryExchangeWithoutItsSecrets();
    void leavesConfidentialAnswersOutOfTheLog();
};

void TestClient::givesTheAnswer()
{
    Fixture f;
    f.server.on("GET", "/repos/a%2Fb?per_page=100").answer(200, "[1]", {{"X-Kind", "list"}});
    Request request = f.request("GET", u"/repos/a%2Fb"_s);
    request.url = f.endpoint->url(u"/repos/a%2Fb"_s, QUrlQuery(u"per_page=100"_s));
    const QSignalSpy reached(f.client.get(), &HttpClient::reached);
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().status, 200);
    QCOMPARE(answer.value().body, "[1]"_ba);
    QCOMPARE(answer.value().headers.value("x-kind").toByteArray(), "list"_ba);
    QCOMPARE(answer.value().url, request.url);
    QCOMPARE(answer.value().attempts, 1);
    QVERIFY(!answer.value().isUnchanged);
    QCOMPARE(reached.count(), 1);
    NOTHING_AMISS(f);
}

void TestClient::sendsWhatAllCallsShare()
{
    Fixture f;
    f.endpoint->scheme = "FlyV1";
    f.endpoint->headers.append("X-Version", "2022-11-28");
    f.endpoint->headers.append("Accept", "application/json");
    f.server.on("GET", "/a")
        .with("authorization", "FlyV1 token-of-the-test")
        .with("x-version", "2022-11-28")
        .with("accept", "text/plain")
        .with("user-agent", "Slipway/" SLIPWAY_VERSION)
        .without("cookie")
        .answer(200, "", {{"Set-Cookie", "a=b"}});
    f.server.on("GET", "/b").without("authorization").without("cookie").answer(200);
    Request request = f.request("GET", u"/a"_s);
    request.headers.append("Accept", "text/plain");
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isValue());
    f.endpoint->token = {};
    const auto bare = f.get(u"/b"_s);
    QTRY_VERIFY(bare.isValue());
    NOTHING_AMISS(f);
}

void TestClient::sendsABodyOnceWithItsType()
{
    Fixture f;
    f.server.on("POST", "/a")
        .with("content-type", "application/json")
        .with("content-length", "7")
        .withBody("{\"a\":1}")
        .answer(201, "{}");
    f.server.on("DELETE", "/a").withBody("").answer(204);
    const auto posted = f.write("POST", u"/a"_s, "{\"a\":1}");
    QTRY_VERIFY(posted.isValue());
    QCOMPARE(posted.value().status, 201);
    const auto removed = f.write("DELETE", u"/a"_s, {});
    QTRY_VERIFY(removed.isValue());
    QCOMPARE(removed.value().status, 204);
    NOTHING_AMISS(f);
}

void TestClient::unpacksACompressedAnswer()
{
    Fixture f;
    const QByteArray plain(10'000, 'a');
    // qCompress puts the length before what HTTP calls deflate.
    f.server.on("GET", "/a").answer(200, qCompress(plain).sliced(4), {{"Content-Encoding", "deflate"}});
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().body, plain);
    QVERIFY(f.server.seen().first().headers.combinedValue("accept-encoding").contains("gzip"));
    NOTHING_AMISS(f);
}

void TestClient::mapsARefusal_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("bad request") << 400 << Error::Kind::InvalidInput;
    QTest::newRow("no valid token") << 401 << Error::Kind::Unauthorized;
    QTest::newRow("plan") << 402 << Error::Kind::Forbidden;
    QTest::newRow("missing right") << 403 << Error::Kind::Forbidden;
    QTest::newRow("unknown or hidden") << 404 << Error::Kind::NotFound;
    QTest::newRow("gave up waiting") << 408 << Error::Kind::Timeout;
    QTest::newRow("somebody was first") << 409 << Error::Kind::Conflict;
    QTest::newRow("gone") << 410 << Error::Kind::NotFound;
    QTest::newRow("changed meanwhile") << 412 << Error::Kind::Conflict;
    QTest::newRow("does not fit") << 422 << Error::Kind::InvalidInput;
    QTest::newRow("locked") << 423 << Error::Kind::Conflict;
    QTest::newRow("not supported") << 418 << Error::Kind::InvalidInput;
    QTest::newRow("choice of many") << 300 << Error::Kind::Protocol;
    QTest::newRow("unchanged without being asked") << 304 << Error::Kind::Protocol;
}

void TestClient::mapsARefusal()
{
    QFETCH(int, status);
    QFETCH(Error::Kind, kind);
    Fixture f;
    f.server.on("GET", "/a").answer(status, "{}", {{"X-Request-Id", "R-1"}});
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, kind);
    QCOMPARE(answer.error().status, status);
    QCOMPARE(answer.error().requestId, u"R-1"_s);
    QVERIFY(answer.error().message.contains(u"Testhub"_s));
    QVERIFY(!answer.error().outcomeUnknown);
    NOTHING_AMISS(f);
}

void TestClient::quotesTheProviderAndItsRequestId()
{
    Fixture f;
    f.endpoint->complaint = [](const RawAnswer &answer) { return QString::fromUtf8(answer.body); };
    f.server.on("POST", "/a").answer(422, "Name is taken; token-of-the-test", {{"X-Request-Id", "R-2"}});
    const auto answer = f.write("POST", u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().message, u"Testhub did not accept the request (422). Its words: “Name is taken; ••••”."_s);
    QCOMPARE(answer.error().requestId, u"R-2"_s);
    NOTHING_AMISS(f);
}

void TestClient::keepsToThePlacesAtAHost()
{
    Fixture f;
    f.endpoint->concurrency = 2;
    for (const char *path : {"/1", "/2", "/3", "/4"})
        f.server.on("GET", path).held().answer(200);
    const auto first = f.get(u"/1"_s);
    const auto second = f.get(u"/2"_s);
    const auto third = f.get(u"/3"_s);
    std::stop_source stop;
    const auto queued = f.get(u"/5"_s, stop.get_token());
    const auto last = f.get(u"/4"_s);
    QTRY_COMPARE(f.server.held(), 2);
    QCOMPARE(f.server.seen().size(), 2);

    stop.request_stop();
    QTRY_VERIFY(queued.isError());
    QCOMPARE(queued.error().kind, Error::Kind::Cancelled);

    f.server.release();
    QTRY_COMPARE(f.server.seen().size(), 3);
    QCOMPARE(f.server.seen().last().target, "/3"_ba);
    f.server.release();
    QTRY_COMPARE(f.server.seen().size(), 4);
    f.server.release();
    f.server.release();
    QTRY_VERIFY(first.isValue() && second.isValue() && third.isValue() && last.isValue());
    NOTHING_AMISS(f);
}

void TestClient::asksOnlyTheEndpointsOrigin_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("url");
    QTest::newRow("http to another machine") << u"http://example.com"_s << u"http://example.com/a"_s;
    QTest::newRow("another host") << u"https://api.example.com"_s << u"https://example.com/a"_s;
    QTest::newRow("another port") << u"https://example.com"_s << u"https://example.com:444/a"_s;
    QTest::newRow("a file") << u"file:///"_s << u"file:///etc/passwd"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestClient::asksOnlyTheEndpointsOrigin()
{
    QFETCH(QString, base);
    QFETCH(QString, url);
    Fixture f;
    f.endpoint->base = QUrl(base);
    Request request;
    request.url = QUrl(url);
    const auto answer = f.send(request);
    QVERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::InvalidInput);
    QVERIFY(f.client->log().exchanges().empty());
}

void TestClient::followsRedirectsOfReads()
{
    Fixture f;
    f.server.on("GET", "/old").answer(301, "", {{"Location", "/new?a=1"}});
    f.server.on("GET", "/new?a=1").with("authorization", "Bearer token-of-the-test").answer(200, "here");
    const auto answer = f.get(u"/old"_s);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().body, "here"_ba);
    QCOMPARE(answer.value().url, f.server.url(u"/new?a=1"_s));
    NOTHING_AMISS(f);
}

void TestClient::leavesTheTokenAtHome()
{
    Fixture f;
    slipway::test::ScriptedServer blob;
    f.endpoint->headers.append("X-Lease", "nonce");
    f.server.on("GET", "/logs").answer(302, "", {{"Location", blob.url(u"/archive"_s).toEncoded()}});
    blob.on("GET", "/archive")
        .answer(302, "", {{"Location", f.server.url(u"/back"_s).toEncoded()}})
        .without("authorization")
        .without("x-lease");
    f.server.on("GET", "/back").without("authorization").answer(200, "log");
    const auto answer = f.get(u"/logs"_s);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().body, "log"_ba);
    QCOMPARE(blob.mistakes(), QStringList());
    NOTHING_AMISS(f);
}

void TestClient::refusesTheSixthRedirect()
{
    Fixture f;
    f.server.on("GET", "/round").times(6).answer(302, "", {{"Location", "/round"}});
    const auto answer = f.get(u"/round"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Protocol);
    NOTHING_AMISS(f);
}

void TestClient::refusesARedirectToPlainHttp()
{
    Fixture f;
    f.server.on("GET", "/a").answer(302, "", {{"Location", "http://example.com/a"}});
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Protocol);
    QVERIFY(answer.error().message.contains(u"example.com"_s));
    NOTHING_AMISS(f);
}

void TestClient::followsAWriteOnlyWhereItStaysAWrite_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isFollowed");
    QTest::newRow("301") << 301 << false;
    QTest::newRow("302") << 302 << false;
    QTest::newRow("303") << 303 << false;
    QTest::newRow("307") << 307 << true;
    QTest::newRow("308") << 308 << true;
}

void TestClient::followsAWriteOnlyWhereItStaysAWrite()
{
    QFETCH(int, status);
    QFETCH(bool, isFollowed);
    Fixture f;
    f.server.on("POST", "/old").answer(status, "", {{"Location", "/new"}});
    if (isFollowed)
        f.server.on("POST", "/new").withBody("{\"a\":1}").answer(201);
    const auto answer = f.write("POST", u"/old"_s, "{\"a\":1}");
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(answer.isValue(), isFollowed);
    if (!isFollowed)
        QVERIFY(answer.error().outcomeUnknown);
    NOTHING_AMISS(f);
}

void TestClient::tellsTheRateLimit()
{
    Fixture f;
    f.endpoint->rateLimit = [](const RawAnswer &answer) -> std::optional<RateLimit> {
        if (!answer.headers.contains("x-left"))
            return std::nullopt;
        return RateLimit{u"core"_s, 5000, answer.headers.value("x-left").toByteArray().toLongLong(), {}};
    };
    f.server.on("GET", "/a").times(2).answer(200, "", {{"X-Left", "4999"}});
    f.server.on("GET", "/b").answer(404);
    const QSignalSpy changed(f.client.get(), &HttpClient::rateLimitChanged);
    QVERIFY(!f.client->rateLimit(u"Testhub"_s, u"core"_s));
    for (const QString &path : {u"/a"_s, u"/a"_s, u"/b"_s}) {
        const auto answer = f.get(path);
        QTRY_VERIFY(answer.isDone());
    }
    QCOMPARE(changed.count(), 1);
    QCOMPARE(f.client->rateLimit(u"Testhub"_s, u"core"_s)->remaining, 4999);
    QVERIFY(!f.client->rateLimit(u"Testhub"_s));
    NOTHING_AMISS(f);
}

void TestClient::logsEveryExchangeWithoutItsSecrets()
{
    Fixture f;
    f.client->log().addSecret(slipway::base::Secret(QByteArrayView("T0/B0/webhook-path")));
    f.server.on("POST", "/services/T0/B0/webhook-path?token=abc&x=1")
        .answer(503, "your token-of-the-test is \"token\": \"ghp_0123456789abcdef\"",
                {{"Set-Cookie", "session=verysecret"}, {"Content-Type", "text/plain"}});
    Request request = f.request("POST", u"/services/T0/B0/webhook-path"_s);
    request.url.setQuery(u"token=abc&x=1"_s);
    request.body = R"({"password":"hunter-two","text":"hello"})";
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(f.client->log().exchanges().size(), 1U);
    const QByteArray har = f.client->log().toHar();
    for (const char *secret : {"token-of-the-test", "webhook-path", "verysecret", "hunter-two", "ghp_0123", "abc&x"})
        QVERIFY2(!har.contains(secret), secret);
    QVERIFY(har.contains("hello"));
    QVERIFY(har.contains("\"status\": 503"));
    NOTHING_AMISS(f);
}

void TestClient::leavesConfidentialAnswersOutOfTheLog()
{
    Fixture f;
    f.server.on("GET", "/a").answer(200, R"({"value":"swordfish"})");
    Request request = f.request("GET", u"/a"_s);
    request.isConfidential = true;
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isValue());
    QVERIFY(answer.value().body.contains("swordfish"));
    const QByteArray har = f.client->log().toHar();
    QVERIFY(har.contains("\"status\": 200"));
    QVERIFY(!har.contains("swordfish"));
    NOTHING_AMISS(f);
}

QTEST_GUILESS_MAIN(TestClient)
#include "test_client.moc"
