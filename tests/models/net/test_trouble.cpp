#include "fixture.h"

#include "net/retry.h"
#include "test_support/certificate.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::net;
using slipway::base::Error;

namespace {

Backoff sameWaits(const Fixture &f)
{
    return {f.options.firstWait, f.options.longestWait, Fixture::seed};
}

} // namespace

class TestTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsAReadWithGrowingWaits();
    void waitsAsLongAsTheProviderAsks_data();
    void waitsAsLongAsTheProviderAsks();
    void doesNotWaitLongerThanItsPatience();
    void hasMorePatienceWithALimitOfUnknownLength();
    void doesNotWaitPastItsDeadline();
    void pausesEveryCallAfterASecondaryLimit();
    void pausesCallsThatWaitForTheirPlace();
    void waitsForTheAllowanceToBeRenewed();
    void endsWhenCancelledInFlight();
    void endsWhenCancelledWhileWaiting();
    void endsWhenTheClientGoes();
    void survivesAnAnswerAfterTheClientHasGone();
    void endsAtTheDeadline_data();
    void endsAtTheDeadline();
    void endsAtTheConnectDeadline();
    void repeatsAReadThatBrokeOff();
    void namesAnUnreachableHost();
    void refusesAnUntrustedCertificate();
    void refusesALargeBodyEarly_data();
    void refusesALargeBodyEarly();
};

void TestTrouble::repeatsAReadWithGrowingWaits()
{
    Fixture f;
    f.server.on("GET", "/a").times(3).answer(502);
    f.server.on("GET", "/a").answer(200, "at last");
    auto waits = sameWaits(f);
    const auto answer = f.get(u"/a"_s);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        const milliseconds wait = waits.wait(attempt);
        QVERIFY(wait >= f.options.firstWait * (1 << (attempt - 1)) / 2);
        QVERIFY(wait <= f.options.firstWait * (1 << (attempt - 1)));
        QTRY_COMPARE(f.clock->untilNext(), wait);
        QCOMPARE(f.server.seen().size(), attempt);
        f.clock->advance(wait - 1ms);
        QCOMPARE(f.clock->untilNext(), 1ms);
        f.clock->advance(1ms);
    }
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().attempts, 4);
    NOTHING_AMISS(f);
}

void TestTrouble::waitsAsLongAsTheProviderAsks_data()
{
    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    QTest::addColumn<int>("status");
    QTest::addColumn<Headers>("headers");
    QTest::newRow("seconds") << 429 << Headers{{"Retry-After", "7"}};
    QTest::newRow("date") << 429 << Headers{{"Retry-After", "Thu, 21 Mar 2024 14:32:07 GMT"}};
    QTest::newRow("date, though clocks differ by a day")
        << 429 << Headers{{"Retry-After", "Fri, 22 Mar 2024 14:32:07 GMT"}, {"Date", "Fri, 22 Mar 2024 14:32:00 GMT"}};
    QTest::newRow("unavailable for so long") << 503 << Headers{{"Retry-After", "7"}};
    QTest::newRow("forbidden for so long") << 403 << Headers{{"Retry-After", "7"}};
}

void TestTrouble::waitsAsLongAsTheProviderAsks()
{
    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    QFETCH(int, status);
    QFETCH(Headers, headers);
    Fixture f;
    f.server.on("GET", "/a").answer(status, "", headers);
    f.server.on("GET", "/a").answer(200);
    const auto answer = f.get(u"/a"_s);
    QTRY_COMPARE(f.clock->untilNext(), 7s);
    f.clock->advance(7s);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().took, 7s);
    NOTHING_AMISS(f);
}

void TestTrouble::doesNotWaitLongerThanItsPatience()
{
    Fixture f;
    f.server.on("GET", "/a").answer(429, "", {{"Retry-After", "11"}});
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::RateLimited);
    QCOMPARE(answer.error().retryAt, f.clock->now().addSecs(11));
    QVERIFY(answer.error().canRetry);
    NOTHING_AMISS(f);
}

void TestTrouble::hasMorePatienceWithALimitOfUnknownLength()
{
    Fixture f;
    for (int refused = 0; refused < 5; ++refused)
        f.server.on("GET", "/a").answer(429, "");
    f.server.on("GET", "/a").answer(200, "{}");
    auto waits = sameWaits(f);
    const auto answer = f.get(u"/a"_s);
    for (int attempt = 1; attempt <= 5; ++attempt) {
        const milliseconds wait = waits.wait(attempt);
        QTRY_COMPARE(f.clock->untilNext(), wait);
        f.clock->advance(wait);
    }
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().attempts, 6);
    NOTHING_AMISS(f);
}

void TestTrouble::doesNotWaitPastItsDeadline()
{
    Fixture f;
    f.server.on("GET", "/a").answer(429, "", {{"Retry-After", "5"}});
    Request request = f.request("GET", u"/a"_s);
    request.deadline = 4s;
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::RateLimited);
    NOTHING_AMISS(f);
}

void TestTrouble::pausesEveryCallAfterASecondaryLimit()
{
    Fixture f;
    f.endpoint->throttle = [](const RawAnswer &answer, const QDateTime &) -> std::optional<std::chrono::seconds> {
        return answer.body.contains("secondary rate") ? std::optional(60s) : std::nullopt;
    };
    f.server.on("GET", "/a").answer(403, "You have exceeded a secondary rate limit");
    f.server.on("GET", "/forbidden").answer(403, "no");
    const auto plain = f.get(u"/forbidden"_s);
    QTRY_VERIFY(plain.isError());
    QCOMPARE(plain.error().kind, Error::Kind::Forbidden);

    const auto first = f.get(u"/a"_s);
    QTRY_VERIFY(first.isError());
    QCOMPARE(first.error().kind, Error::Kind::RateLimited);
    QCOMPARE(first.error().retryAt, f.clock->now().addSecs(60));

    f.clock->advance(20s);
    const auto early = f.get(u"/b"_s);
    QTRY_VERIFY(early.isError());
    QCOMPARE(early.error().kind, Error::Kind::RateLimited);
    QCOMPARE(early.error().retryAt, f.clock->now().addSecs(40));

    f.clock->advance(35s);
    f.server.on("GET", "/b").answer(200);
    const auto patient = f.get(u"/b"_s);
    QTRY_COMPARE(f.clock->untilNext(), 5s);
    f.clock->advance(5s);
    QTRY_VERIFY(patient.isValue());
    NOTHING_AMISS(f);
}

void TestTrouble::pausesCallsThatWaitForTheirPlace()
{
    Fixture f;
    f.endpoint->concurrency = 1;
    f.endpoint->throttle = [](const RawAnswer &, const QDateTime &) { return std::optional(60s); };
    f.server.on("GET", "/a").answer(403, "You have exceeded a secondary rate limit");
    const auto first = f.get(u"/a"_s);
    const auto queued = f.get(u"/b"_s);
    QTRY_VERIFY(first.isError());
    QTRY_VERIFY(queued.isError());
    QCOMPARE(queued.error().kind, Error::Kind::RateLimited);
    QCOMPARE(queued.error().retryAt, f.clock->now().addSecs(60));
    NOTHING_AMISS(f);
}

void TestTrouble::waitsForTheAllowanceToBeRenewed()
{
    Fixture f;
    f.endpoint->rateLimit = [](const RawAnswer &answer) -> std::optional<RateLimit> {
        const qint64 reset = answer.headers.value("x-reset").toByteArray().toLongLong();
        return RateLimit{{}, 5000, 0, QDateTime::fromSecsSinceEpoch(reset, QTimeZone::UTC)};
    };
    const QByteArray reset = QByteArray::number(f.clock->now().addSecs(3000).toSecsSinceEpoch());
    f.server.on("GET", "/a").answer(403, "", {{"X-Reset", reset}});
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::RateLimited);
    QCOMPARE(answer.error().retryAt, f.clock->now().addSecs(3000));
    NOTHING_AMISS(f);
}

void TestTrouble::endsWhenCancelledInFlight()
{
    Fixture f;
    f.server.on("GET", "/a").keepSilent();
    std::stop_source stop;
    const QSignalSpy unreachable(f.client.get(), &HttpClient::unreachable);
    const auto answer = f.get(u"/a"_s, stop.get_token());
    QTRY_COMPARE(f.server.seen().size(), 1);
    stop.request_stop();
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
    QTRY_COMPARE(f.server.connections(), 0);
    QCOMPARE(f.clock->waiting(), 0);
    QCOMPARE(unreachable.count(), 0);
    NOTHING_AMISS(f);
}

void TestTrouble::endsWhenCancelledWhileWaiting()
{
    Fixture f;
    f.server.on("GET", "/a").answer(429, "", {{"Retry-After", "5"}});
    std::stop_source stop;
    const auto answer = f.get(u"/a"_s, stop.get_token());
    QTRY_COMPARE(f.clock->untilNext(), 5s);
    stop.request_stop();
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
    QCOMPARE(f.clock->waiting(), 0);
    NOTHING_AMISS(f);
}

void TestTrouble::endsWhenTheClientGoes()
{
    Fixture f;
    f.server.on("GET", "/a").keepSilent();
    const auto answer = f.get(u"/a"_s);
    QTRY_COMPARE(f.server.seen().size(), 1);
    f.client.reset();
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Cancelled);
    NOTHING_AMISS(f);
}

void TestTrouble::survivesAnAnswerAfterTheClientHasGone()
{
    Fixture f;
    f.server.on("GET", "/a").held().answer(200);
    const auto answer = f.get(u"/a"_s);
    QTRY_COMPARE(f.server.held(), 1);
    f.server.release();
    f.client.reset();
    QTRY_VERIFY(answer.isDone());
    NOTHING_AMISS(f);
}

void TestTrouble::endsAtTheDeadline_data()
{
    QTest::addColumn<bool>("drips");
    QTest::newRow("silence") << false;
    QTest::newRow("a byte at a time") << true;
}

void TestTrouble::endsAtTheDeadline()
{
    QFETCH(bool, drips);
    Fixture f;
    if (drips)
        f.server.on("GET", "/a").drip();
    else
        f.server.on("GET", "/a").keepSilent();
    const QSignalSpy unreachable(f.client.get(), &HttpClient::unreachable);
    const auto answer = f.get(u"/a"_s);
    QTRY_COMPARE(f.server.seen().size(), 1);
    QTRY_COMPARE(f.clock->untilNext(), f.options.deadline);
    f.clock->advance(f.options.deadline - 1ms);
    QVERIFY(!answer.isDone());
    f.clock->advance(1ms);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Timeout);
    QVERIFY(answer.error().message.contains(u"30"_s));
    QVERIFY(!answer.error().outcomeUnknown);
    QCOMPARE(unreachable.count(), 1);
    QTRY_COMPARE(f.server.connections(), 0);
    NOTHING_AMISS(f);
}

void TestTrouble::endsAtTheConnectDeadline()
{
    // A TLS connection to a server that never greets stays unfinished.
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    Fixture f;
    f.endpoint->base = QUrl(u"https://127.0.0.1:"_s + QString::number(mute.serverPort()));
    Request request = f.request("POST", u"/a"_s);
    request.body = "{}";
    const auto answer = f.send(request);
    QTRY_COMPARE(f.clock->untilNext(), f.options.connectDeadline);
    QTRY_VERIFY(mute.hasPendingConnections());
    f.clock->advance(f.options.connectDeadline);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Timeout);
    QVERIFY(!answer.error().outcomeUnknown);
}

void TestTrouble::repeatsAReadThatBrokeOff()
{
    Fixture f;
    f.server.on("GET", "/a").breakOff("half", 100);
    f.server.on("GET", "/a").answer(200, "whole");
    const auto answer = f.get(u"/a"_s);
    QTRY_COMPARE(f.clock->untilNext(), sameWaits(f).wait(1));
    f.clock->advance(1s);
    QTRY_VERIFY(answer.isValue());
    QCOMPARE(answer.value().body, "whole"_ba);
    QVERIFY(f.client->log().exchanges().front().failure.contains(u"broke off"_s));
    NOTHING_AMISS(f);
}

void TestTrouble::namesAnUnreachableHost()
{
    Fixture f;
    f.options.attempts = 1;
    f.remake();
    // Reserved by RFC 2606: no name below it ever resolves.
    f.endpoint->base = QUrl(u"https://testhub.invalid"_s);
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(answer.isError(), 30'000);
    QCOMPARE(answer.error().kind, Error::Kind::Network);
    QVERIFY(answer.error().message.contains(u"Testhub"_s));
    QVERIFY(answer.error().canRetry);
}

void TestTrouble::refusesAnUntrustedCertificate()
{
    const auto identity = slipway::test::selfSignedIdentity();
    QVERIFY2(identity, "openssl is missing");
    slipway::test::ScriptedServer server(identity->configuration);
    Fixture f;
    f.endpoint->base = server.url();
    const auto answer = f.get(u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Network);
    QVERIFY2(answer.error().message.contains(u"certificate"_s), qPrintable(answer.error().message));
    QVERIFY(!answer.error().canRetry);
    QVERIFY(server.seen().isEmpty());

    // The same certificate, trusted.
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    const QSslConfiguration before = trusting;
    trusting.addCaCertificate(identity->certificate);
    QSslConfiguration::setDefaultConfiguration(trusting);
    server.on("GET", "/a").answer(200, "safe");
    f.remake();
    const auto safe = f.get(u"/a"_s);
    QTRY_VERIFY(safe.isDone());
    QSslConfiguration::setDefaultConfiguration(before);
    QVERIFY(safe.isValue());
    QCOMPARE(server.mistakes(), QStringList());
}

void TestTrouble::refusesALargeBodyEarly_data()
{
    QTest::addColumn<bool>("isAnnounced");
    QTest::newRow("announced") << true;
    QTest::newRow("not announced") << false;
}

void TestTrouble::refusesALargeBodyEarly()
{
    QFETCH(bool, isAnnounced);
    Fixture f;
    constexpr qint64 large = 200'000'000;
    f.server.on("GET", "/a").pour(large, isAnnounced);
    Request request = f.request("GET", u"/a"_s);
    request.bodyLimit = 2'000'000;
    const auto answer = f.send(request);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Protocol);
    QVERIFY(!answer.error().canRetry);
    QVERIFY(answer.error().message.contains(u"2.0"_s));
    QTRY_COMPARE(f.server.connections(), 0);
    QVERIFY2(f.server.poured() < 40'000'000, qPrintable(QString::number(f.server.poured())));
    NOTHING_AMISS(f);
}

QTEST_GUILESS_MAIN(TestTrouble)
#include "test_trouble.moc"
