#include "fixture.h"

#include "net/retry.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::net;
using slipway::base::Error;

/// What changes something is asked once, unless the provider promises otherwise or turned it away.
class TestWrites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsAWriteOnlyWhereThatIsPromised();
    void repeatsAWriteThatWasTurnedAway();
    void asksAWriteThatBrokeOffOnce_data();
    void asksAWriteThatBrokeOffOnce();
    void saysThatATimedOutWriteIsUnknown_data();
    void saysThatATimedOutWriteIsUnknown();
    void knowsThatAnUnsentWriteHadNoEffect();
    void saysThatAFailedWriteIsUnknown_data();
    void saysThatAFailedWriteIsUnknown();
};

void TestWrites::repeatsAWriteOnlyWhereThatIsPromised()
{
    Fixture f;
    f.server.on("PATCH", "/a").answer(500);
    f.server.on("PATCH", "/a").answer(200);
    Request request = f.request("PATCH", u"/a"_s);
    request.isIdempotent = true;
    const auto answer = f.send(request);
    QTRY_COMPARE(f.clock->untilNext(), Backoff(f.options.firstWait, f.options.longestWait, Fixture::seed).wait(1));
    f.clock->advance(1s);
    QTRY_VERIFY(answer.isValue());
    NOTHING_AMISS(f);
}

void TestWrites::repeatsAWriteThatWasTurnedAway()
{
    Fixture f;
    f.server.on("POST", "/a").answer(429, "", {{"Retry-After", "1"}});
    f.server.on("POST", "/a").withBody("{}").answer(200);
    const auto answer = f.write("POST", u"/a"_s);
    QTRY_COMPARE(f.clock->untilNext(), 1s);
    f.clock->advance(1s);
    QTRY_VERIFY(answer.isValue());
    NOTHING_AMISS(f);
}

void TestWrites::asksAWriteThatBrokeOffOnce_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("hasHead");
    QTest::addColumn<bool>("isWarm");
    for (const bool isWarm : {false, true}) {
        const char *where = isWarm ? "on a kept connection" : "on a new connection";
        QTest::addRow("POST with a body, %s", where) << "POST"_ba << "{}"_ba << false << isWarm;
        QTest::addRow("POST without a body, %s", where) << "POST"_ba << ""_ba << false << isWarm;
        QTest::addRow("PUT, %s", where) << "PUT"_ba << "{}"_ba << false << isWarm;
        QTest::addRow("DELETE, %s", where) << "DELETE"_ba << ""_ba << false << isWarm;
        QTest::addRow("PATCH, half an answer, %s", where) << "PATCH"_ba << "{}"_ba << true << isWarm;
    }
}

void TestWrites::asksAWriteThatBrokeOffOnce()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(bool, hasHead);
    QFETCH(bool, isWarm);
    Fixture f;
    if (isWarm) {
        f.server.on("GET", "/warm").answer(200);
        const auto warm = f.get(u"/warm"_s);
        QTRY_VERIFY(warm.isValue());
    }
    if (hasHead)
        f.server.on(method, "/a").breakOff("half", 100);
    else
        f.server.on(method, "/a").reset();
    const auto answer = f.write(method, u"/a"_s, body);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Network);
    QVERIFY(answer.error().outcomeUnknown);
    QCOMPARE(f.clock->waiting(), 0);
    NOTHING_AMISS(f);
}

void TestWrites::saysThatATimedOutWriteIsUnknown_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("with a body") << "POST"_ba << "{}"_ba;
    QTest::newRow("without a body") << "DELETE"_ba << ""_ba;
}

void TestWrites::saysThatATimedOutWriteIsUnknown()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    Fixture f;
    f.server.on(method, "/a").keepSilent();
    const auto answer = f.write(method, u"/a"_s, body);
    QTRY_COMPARE(f.server.seen().size(), 1);
    QTRY_COMPARE(f.clock->untilNext(), f.options.deadline);
    f.clock->advance(f.options.deadline);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Timeout);
    QVERIFY(answer.error().outcomeUnknown);
    NOTHING_AMISS(f);
}

void TestWrites::knowsThatAnUnsentWriteHadNoEffect()
{
    Fixture f;
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    f.endpoint->base = QUrl(u"http://127.0.0.1:"_s + QString::number(closed.serverPort()));
    closed.close();
    const QSignalSpy unreachable(f.client.get(), &HttpClient::unreachable);
    const auto answer = f.write("POST", u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, Error::Kind::Network);
    QVERIFY(answer.error().message.contains(u"refused the connection"_s));
    QVERIFY(!answer.error().outcomeUnknown);
    QCOMPARE(unreachable.count(), 1);
}

void TestWrites::saysThatAFailedWriteIsUnknown_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("trouble of the provider's own") << 502 << Error::Kind::Network;
    QTest::newRow("gave up waiting") << 408 << Error::Kind::Timeout;
}

void TestWrites::saysThatAFailedWriteIsUnknown()
{
    QFETCH(int, status);
    QFETCH(Error::Kind, kind);
    Fixture f;
    f.server.on("POST", "/a").answer(status);
    const auto answer = f.write("POST", u"/a"_s);
    QTRY_VERIFY(answer.isError());
    QCOMPARE(answer.error().kind, kind);
    QCOMPARE(answer.error().status, status);
    QVERIFY(answer.error().outcomeUnknown);
    NOTHING_AMISS(f);
}

QTEST_GUILESS_MAIN(TestWrites)
#include "test_writes.moc"
