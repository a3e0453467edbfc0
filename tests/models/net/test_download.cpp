#include "fixture.h"

#include "net/network_log.h"
#include "net/retry.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace slipway::net;
using slipway::base::Error;

namespace {

/// A folder for one test, and a file in it to download to.
struct Place {
    QTemporaryDir folder;

    QString file() const { return folder.filePath(u"log.zip"_s); }
    QStringList names() const { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); }
    QByteArray content() const
    {
        QFile read(file());
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray();
    }
};

Outcome<qint64> fetch(const Fixture &f, const Download &to, std::stop_token stop = {})
{
    return Outcome<qint64>(f.client->download(f.endpoint, f.request("GET", u"/a"_s), to, std::move(stop)));
}

/// While it lives no file of this program grows beyond so many bytes: a disk that is full.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = bytes;
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

} // namespace

/// A body that goes into a file: whole or not at all, and nowhere else.
class TestDownload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheBodyAndTellsHowFarItIs();
    void followsToAnotherOriginWithoutTheToken();
    void keepsTheBodyOutOfTheLog();
    void leavesNoFileBehindAFailure_data();
    void leavesNoFileBehindAFailure();
    void keepsTheOldFileWhenTheNewOneFails();
    void beginsAgainAfterABreak();
    void stopsWhenAsked();
    void endsWhenNothingComes();
    void goesOnAsLongAsBytesCome();
    void refusesMoreThanItsLimit_data();
    void refusesMoreThanItsLimit();
    void saysThatThereIsNoRoom();
    void saysThatThereIsNoFolder();
    void asksAnewEachTime();
};

void TestDownload::writesTheBodyAndTellsHowFarItIs()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").answer(200, "the whole body");
    QList<std::pair<qint64, qint64>> told;
    const auto outcome =
        fetch(f, {place.file(), 1024, [&](qint64 received, qint64 total) { told.append({received, total}); }});
    QTRY_VERIFY(outcome.isDone());
    QVERIFY(outcome.isValue());
    QCOMPARE(outcome.value(), 14);
    QCOMPARE(place.content(), "the whole body"_ba);
    QCOMPARE(place.names(), QStringList{u"log.zip"_s});
    QVERIFY(!told.isEmpty());
    QCOMPARE(told.last(), std::pair(qint64(14), qint64(14)));
    NOTHING_AMISS(f);
}

void TestDownload::followsToAnotherOriginWithoutTheToken()
{
    Fixture f;
    const Place place;
    slipway::test::ScriptedServer storage;
    f.server.on("GET", "/a")
        .with("authorization", "Bearer token-of-the-test")
        .answer(302, "moved", {{"Location", storage.url(u"/logs?sig=abc"_s).toEncoded()}});
    storage.on("GET", "/logs?sig=abc").without("authorization").answer(200, "from the storage");
    const auto outcome = fetch(f, {place.file()});
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(place.content(), "from the storage"_ba);
    QCOMPARE(storage.mistakes(), QStringList());
    NOTHING_AMISS(f);
}

void TestDownload::keepsTheBodyOutOfTheLog()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").answer(200, "secret words of a log", {{"Content-Type", "text/plain"}});
    const auto outcome = fetch(f, {place.file()});
    QTRY_VERIFY(outcome.isValue());
    const auto &exchanges = f.client->log().exchanges();
    QCOMPARE(exchanges.size(), 1);
    QVERIFY(exchanges.front().responseBody.isEmpty());
    QCOMPARE(exchanges.front().responseSize, 21);
    QVERIFY(!f.client->log().toHar().contains("secret words"));
}

void TestDownload::leavesNoFileBehindAFailure_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("half a body") << 0 << Error::Kind::Network << u"broke off after"_s;
    QTest::newRow("not found") << 404 << Error::Kind::NotFound << u"nothing of that name"_s;
    QTest::newRow("expired") << 410 << Error::Kind::NotFound << u"does not keep this any more"_s;
    QTest::newRow("no right") << 403 << Error::Kind::Forbidden << u"lacks the right"_s;
}

void TestDownload::leavesNoFileBehindAFailure()
{
    QFETCH(int, status);
    QFETCH(QString, words);
    Fixture f;
    f.options.attempts = 1;
    f.remake();
    const Place place;
    if (status == 0)
        f.server.on("GET", "/a").breakOff("half", 100);
    else
        f.server.on("GET", "/a").answer(status, "an answer in words");
    const auto outcome = fetch(f, {place.file()});
    QTRY_VERIFY(outcome.isError());
    QTEST(outcome.error().kind, "kind");
    QVERIFY2(outcome.error().message.contains(words), qPrintable(outcome.error().message));
    QCOMPARE(place.names(), QStringList());
    NOTHING_AMISS(f);
}

void TestDownload::keepsTheOldFileWhenTheNewOneFails()
{
    Fixture f;
    f.options.attempts = 1;
    f.remake();
    const Place place;
    QFile old(place.file());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("as it was");
    old.close();
    f.server.on("GET", "/a").breakOff("half", 100);
    const auto outcome = fetch(f, {place.file()});
    QTRY_VERIFY(outcome.isError());
    QCOMPARE(place.content(), "as it was"_ba);
    QCOMPARE(place.names(), QStringList{u"log.zip"_s});
}

void TestDownload::beginsAgainAfterABreak()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").breakOff("half of something longer", 100);
    f.server.on("GET", "/a").answer(200, "whole");
    qint64 last = 0;
    const auto outcome = fetch(f, {place.file(), 1024, [&last](qint64 received, qint64) { last = received; }});
    QTRY_COMPARE(f.clock->untilNext(), Backoff(f.options.firstWait, f.options.longestWait, Fixture::seed).wait(1));
    f.clock->advance(1s);
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(place.content(), "whole"_ba);
    QCOMPARE(last, 5);
    NOTHING_AMISS(f);
}

void TestDownload::stopsWhenAsked()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").drip();
    std::stop_source source;
    bool hasBegun = false;
    const auto outcome =
        fetch(f, {place.file(), 1024 * 1024, [&hasBegun](qint64, qint64) { hasBegun = true; }}, source.get_token());
    QTRY_VERIFY(hasBegun);
    source.request_stop();
    QTRY_VERIFY(outcome.isError());
    QCOMPARE(outcome.error().kind, Error::Kind::Cancelled);
    QCOMPARE(place.names(), QStringList());
}

void TestDownload::endsWhenNothingComes()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").keepSilent();
    const auto outcome = fetch(f, {place.file()});
    QTRY_COMPARE(f.server.seen().size(), 1);
    f.clock->advance(f.options.deadline);
    QTRY_VERIFY(outcome.isError());
    QCOMPARE(outcome.error().kind, Error::Kind::Timeout);
    QVERIFY(outcome.error().message.contains(u"has sent nothing for"_s));
    QCOMPARE(place.names(), QStringList());
}

void TestDownload::goesOnAsLongAsBytesCome()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").drip();
    qint64 last = 0;
    const auto outcome = fetch(f, {place.file(), 1024 * 1024, [&last](qint64 received, qint64) { last = received; }});
    const milliseconds most = f.options.deadline - 1s;
    for (int i = 0; i < 4; ++i) {
        const qint64 before = last;
        QTRY_VERIFY(last > before);
        f.clock->advance(most);
    }
    QVERIFY(!outcome.isDone());
}

void TestDownload::refusesMoreThanItsLimit_data()
{
    QTest::addColumn<bool>("isAnnounced");
    QTest::newRow("announced") << true;
    QTest::newRow("not announced") << false;
}

void TestDownload::refusesMoreThanItsLimit()
{
    QFETCH(bool, isAnnounced);
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").pour(8 * 1024 * 1024, isAnnounced);
    const auto outcome = fetch(f, {place.file(), 100'000, {}});
    QTRY_VERIFY(outcome.isError());
    QCOMPARE(outcome.error().kind, Error::Kind::Protocol);
    QVERIFY(outcome.error().message.contains(u"larger than"_s));
    QCOMPARE(place.names(), QStringList());
    QVERIFY(f.server.poured() < 8 * 1024 * 1024);
}

void TestDownload::saysThatThereIsNoRoom()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").pour(2 * 1024 * 1024, true);
    const FullDisk disk(200'000);
    const auto outcome = fetch(f, {place.file()});
    QTRY_VERIFY(outcome.isError());
    QCOMPARE(outcome.error().kind, Error::Kind::Internal);
    QVERIFY(outcome.error().message.contains(u"could not be written"_s));
    QVERIFY(outcome.error().advice.contains(u"room"_s));
    QVERIFY(!outcome.error().canRetry);
    QCOMPARE(place.names(), QStringList());
}

void TestDownload::saysThatThereIsNoFolder()
{
    Fixture f;
    const Place place;
    const auto outcome = fetch(f, {place.folder.filePath(u"none/log.zip"_s)});
    QTRY_VERIFY(outcome.isError());
    QCOMPARE(outcome.error().kind, Error::Kind::Internal);
    QVERIFY(outcome.error().message.contains(u"could not be written"_s));
    QVERIFY(f.server.seen().isEmpty());
}

void TestDownload::asksAnewEachTime()
{
    Fixture f;
    const Place place;
    f.server.on("GET", "/a").times(2).without("if-none-match").answer(200, "body", {{"ETag", "\"1\""}});
    const auto first = fetch(f, {place.file()});
    QTRY_VERIFY(first.isValue());
    const auto second = fetch(f, {place.file()});
    QTRY_VERIFY(second.isValue());
    NOTHING_AMISS(f);
}

QTEST_GUILESS_MAIN(TestDownload)
#include "test_download.moc"
