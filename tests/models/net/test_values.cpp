#include "base/clock.h"
#include "net/har.h"
#include "net/link_header.h"
#include "net/network_log.h"
#include "net/origin.h"
#include "net/redirect.h"
#include "net/retry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::net;
using slipway::base::Secret;

class TestValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsAddresses_data();
    void joinsAddresses();
    void allowsAddresses_data();
    void allowsAddresses();
    void readsLinks();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void boundsItsWaits();
    void takesSecretsOut_data();
    void takesSecretsOut();
    void takesSecretsOutOfHeaders();
    void takesSecretsOutThatBecameKnownLater();
    void dropsTheOldestExchanges();
    void leavesOutBodiesThatAreNoText();
    void writesAnArchive();
    void keepsAwayFromTheLoopbackWhenSentFromOutside();
};

void TestValues::joinsAddresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QUrlQuery>("query");
    QTest::addColumn<QByteArray>("url");
    QTest::newRow("plain") << u"https://api.github.com"_s << u"/user"_s << QUrlQuery()
                           << "https://api.github.com/user"_ba;
    QTest::newRow("below a path") << u"https://sentry.io/api/0"_s << u"/organizations/"_s << QUrlQuery()
                                  << "https://sentry.io/api/0/organizations/"_ba;
    QTest::newRow("a slash in a name") << u"https://x.io"_s << u"/refs/a%2Fb"_s << QUrlQuery()
                                       << "https://x.io/refs/a%2Fb"_ba;
    QTest::newRow("a plus in a time") << u"https://x.io"_s << u"/a"_s
                                      << QUrlQuery({{u"since"_s, u"2024-03-21T14:32:00+01:00"_s}})
                                      << "https://x.io/a?since=2024-03-21T14:32:00%2B01:00"_ba;
}

void TestValues::joinsAddresses()
{
    QFETCH(QString, base);
    QFETCH(QString, path);
    QFETCH(QUrlQuery, query);
    QFETCH(QByteArray, url);
    Endpoint endpoint;
    endpoint.base = QUrl(base);
    QCOMPARE(endpoint.url(path, query).toEncoded(), url);
}

void TestValues::allowsAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("https") << u"https://api.github.com/a"_s << true;
    QTest::newRow("http to 127.0.0.1") << u"http://127.0.0.1:80/a"_s << true;
    QTest::newRow("http to 127.1.2.3") << u"http://127.1.2.3/a"_s << true;
    QTest::newRow("http to localhost") << u"http://LocalHost:1/a"_s << true;
    QTest::newRow("http to ::1") << u"http://[::1]:1/a"_s << true;
    QTest::newRow("http") << u"http://api.github.com/a"_s << false;
    QTest::newRow("a host that only looks like it") << u"http://127.0.0.1.example.com/a"_s << false;
    QTest::newRow("localhost of somebody") << u"http://localhost.example.com/a"_s << false;
    QTest::newRow("ftp") << u"ftp://127.0.0.1/a"_s << false;
    QTest::newRow("no host") << u"https:///a"_s << false;
}

void TestValues::allowsAddresses()
{
    QFETCH(QString, url);
    QTEST(isAllowed(QUrl(url)), "isAllowed");
}

void TestValues::readsLinks()
{
    const auto links = parseLinks(
        R"(<https://x.io/a?q=1,2;3>; rel="next first"; Results=true, garbage, <>; rel=prev, </b>; title="a, \"b; c"; rel=last)",
        QUrl(u"https://x.io/start"_s));
    QCOMPARE(links.size(), 3);
    QCOMPARE(links.at(0).url, QUrl(u"https://x.io/a?q=1,2;3"_s));
    QCOMPARE(links.at(0).parameters.value("results"), "true"_ba);
    QCOMPARE(links.at(2).url, QUrl(u"https://x.io/b"_s));
    QCOMPARE(findLink("<https://x.io/a>; rel=\"next first\"", {}, "first")->url, QUrl(u"https://x.io/a"_s));
    QVERIFY(!findLink("<https://x.io/a>; rel=\"nextish\"", {}, "next"));
    QVERIFY(parseLinks("", {}).isEmpty());
    QVERIFY(parseLinks("<unclosed; rel=next", {}).isEmpty());
}

void TestValues::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << "120"_ba << 120LL;
    QTest::newRow("at once") << "0"_ba << 0LL;
    QTest::newRow("a date") << "Thu, 21 Mar 2024 14:33:00 GMT"_ba << 60LL;
    QTest::newRow("a date gone by") << "Thu, 21 Mar 2024 14:31:00 GMT"_ba << 0LL;
    QTest::newRow("missing") << ""_ba << -1LL;
    QTest::newRow("negative") << "-5"_ba << -1LL;
    QTest::newRow("words") << "soon"_ba << -1LL;
    QTest::newRow("ages") << "99999999999"_ba << -1LL;
    QTest::newRow("another form of date") << "2024-03-21T14:33:00Z"_ba << -1LL;
}

void TestValues::readsRetryAfter()
{
    QFETCH(QByteArray, text);
    QHttpHeaders headers;
    if (!text.isEmpty())
        headers.append("Retry-After", text);
    const auto wait = retryAfter(headers, slipway::base::ManualClock().now());
    QTEST(wait ? wait->count() / 1000 : -1LL, "seconds");
}

void TestValues::boundsItsWaits()
{
    Backoff backoff(500ms, 30s, 3);
    for (int attempt = 1; attempt < 100; ++attempt) {
        const auto whole = attempt > 6 ? 30'000ms : 500ms * (1 << (attempt - 1));
        const auto wait = backoff.wait(attempt);
        QVERIFY(wait >= whole / 2);
        QVERIFY(wait <= whole);
    }
}

void TestValues::takesSecretsOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("a known value") << "a my/secret+value b"_ba << "a •••• b"_ba;
    QTest::newRow("percent-encoded") << "?a=my%2Fsecret%2Bvalue&b"_ba << "?a=••••&b"_ba;
    QTest::newRow("in base64") << "Basic "_ba + "my/secret+value"_ba.toBase64() << "Basic ••••"_ba;
    QTest::newRow("a member's value") << R"({"access_token": "a\"b", "total": 1})"_ba
                                      << R"({"access_token": "••••", "total": 1})"_ba;
    QTest::newRow("a query item") << "https://x.io/a?sig=abc%3D&b=1"_ba << "https://x.io/a?sig=••••&b=1"_ba;
    QTest::newRow("GitHub's form") << "x ghs_16C7e42F292c6912 y"_ba << "x •••• y"_ba;
    QTest::newRow("Fly.io's form") << "x fm2_lJPECAAAAAAAA+/= y"_ba << "x •••• y"_ba;
    QTest::newRow("Sentry's form") << "x sntrys_eyJpYXQiOjE3 y"_ba << "x •••• y"_ba;
    QTest::newRow("a webhook") << "https://hooks.slack.com/services/T0AB/B0CD/abcXYZ"_ba
                               << "https://hooks.slack.com/services/••••"_ba;
    QTest::newRow("after a very long value") << "{\"token\": \"" + "ab\\n"_ba.repeated(100'000)
            + "\", \"password\": \"hunter\"}" << R"({"token": "••••", "password": "••••"})"_ba;
    QTest::newRow("nothing of the kind") << R"({"tokenizer":1,"key":"name","message":"the token is old"})"_ba
                                         << R"({"tokenizer":1,"key":"name","message":"the token is old"})"_ba;
}

void TestValues::takesSecretsOut()
{
    QFETCH(QByteArray, text);
    Redaction redaction;
    redaction.add(Secret(QByteArrayView("my/secret+value")));
    // Too short to be told from a word.
    redaction.add(Secret(QByteArrayView("a")));
    QTEST(redaction.text(text), "rest");
}

void TestValues::takesSecretsOutOfHeaders()
{
    QHttpHeaders headers;
    headers.append("Authorization", "Basic eHl6");
    headers.append("cookie", "session=1");
    headers.append("X-Other", "plain");
    const QHttpHeaders rest = Redaction().headers(headers);
    QCOMPARE(rest.value("authorization").toByteArray(), "••••"_ba);
    QCOMPARE(rest.value("cookie").toByteArray(), "••••"_ba);
    QCOMPARE(rest.value("x-other").toByteArray(), "plain"_ba);
    QCOMPARE(Redaction().url(QUrl(u"https://me:secret@x.io/a"_s)), QUrl(u"https://x.io/a"_s));
}

void TestValues::takesSecretsOutThatBecameKnownLater()
{
    NetworkLog log;
    log.add({.url = QUrl(u"https://x.io/a"_s), .responseBody = "swordfish"});
    log.addSecret(Secret(QByteArrayView("swordfish")));
    QVERIFY(!log.toHar().contains("swordfish"));
}

void TestValues::dropsTheOldestExchanges()
{
    NetworkLog log;
    log.setBounds(3, 1'000'000);
    for (int i = 0; i < 5; ++i)
        log.add({.url = QUrl(u"https://x.io/"_s + QString::number(i))});
    QCOMPARE(log.exchanges().size(), 3U);
    QCOMPARE(log.exchanges().front().url.path(), u"/2"_s);
    log.setBounds(100, 5'000);
    log.add({.url = QUrl(u"https://x.io/large"_s), .responseBody = QByteArray(2'500, 'x')});
    QCOMPARE(log.exchanges().size(), 2U);
    log.clear();
    QVERIFY(log.exchanges().empty());
}

void TestValues::leavesOutBodiesThatAreNoText()
{
    QHttpHeaders zip;
    zip.append("Content-Type", "application/zip");
    NetworkLog log;
    log.add({.responseHeaders = zip, .responseBody = "PK", .responseSize = 2});
    log.add({.responseBody = QByteArray(1'000'000, 'x'), .responseSize = 1'000'000});
    QCOMPARE(log.exchanges().front().responseBody, QByteArray());
    QCOMPARE(log.exchanges().back().responseBody.size(), 64 * 1024);
}

void TestValues::writesAnArchive()
{
    QHttpHeaders headers;
    headers.append("Content-Type", "application/json");
    NetworkLog log;
    log.add({.provider = u"GitHub"_s,
             .startedAt = slipway::base::ManualClock().now(),
             .took = 12ms,
             .method = "POST",
             .url = QUrl(u"https://x.io/a?b=c%20d"_s),
             .requestHeaders = headers,
             .requestBody = "{}",
             .status = 201,
             .responseHeaders = headers,
             .responseBody = "[]",
             .responseSize = 2});
    const QJsonObject root = QJsonDocument::fromJson(log.toHar()).object().value("log"_L1).toObject();
    QCOMPARE(root.value("version"_L1), u"1.2"_s);
    QCOMPARE(root.value("creator"_L1)["name"_L1], u"Slipway"_s);
    const QJsonObject entry = root.value("entries"_L1).toArray().first().toObject();
    QCOMPARE(entry.value("startedDateTime"_L1), u"2024-03-21T14:32:00.000Z"_s);
    QCOMPARE(entry.value("time"_L1), 12);
    QCOMPARE(entry.value("request"_L1)["method"_L1], u"POST"_s);
    QCOMPARE(entry.value("request"_L1)["queryString"_L1][0]["value"_L1], u"c d"_s);
    QCOMPARE(entry.value("request"_L1)["postData"_L1]["text"_L1], u"{}"_s);
    QCOMPARE(entry.value("response"_L1)["status"_L1], 201);
    QCOMPARE(entry.value("response"_L1)["content"_L1]["mimeType"_L1], u"application/json"_s);
}

void TestValues::keepsAwayFromTheLoopbackWhenSentFromOutside()
{
    Endpoint endpoint;
    endpoint.base = QUrl(u"https://api.example.com"_s);
    RawAnswer answer{302, {}, {}};
    answer.headers.append("Location", "https://127.0.0.1/a");
    QVERIFY(!follow(endpoint, {"GET", endpoint.base, {}, {}, {}}, answer));
    answer.headers.replaceOrAppend("Location", "https://user:word@blob.example.com/a");
    const auto hop = follow(endpoint, {"GET", endpoint.base, {}, {}, {}}, answer);
    QVERIFY(hop);
    QCOMPARE(hop->url, QUrl(u"https://blob.example.com/a"_s));
    QVERIFY(!hop->isHome);
}

QTEST_GUILESS_MAIN(TestValues)
#include "test_values.moc"
