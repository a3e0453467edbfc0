#include "postgres_server.h"
#include "store/event_table.h"
#include "store/migrations.h"
#include "store/snapshot_table.h"
#include "store/store.h"

#include <QCoro/QCoroTask>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::store;

namespace {

QDateTime at(int minutes)
{
    return QDateTime(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC).addSecs(minutes * 60);
}

Event runAt(const QString &id, int minutes, const QString &status = u"success"_s)
{
    return {u"Hello"_s,  Event::Kind::Run,    id,     u"api"_s, u"production"_s,
            at(minutes), milliseconds(1'500), status, "{}"};
}

/// Few different values, so that many events share a count and ids come again.
Event randomEvent(QRandomGenerator &random)
{
    const auto pick = [&random](const QStringList &words) { return words.at(random.bounded(words.size())); };
    Event event;
    event.workspace = pick({u"Hello"_s, u"World"_s});
    event.kind = static_cast<Event::Kind>(1 + random.bounded(3));
    event.externalId = u"id/%1"_s.arg(random.bounded(400));
    event.app = pick({u"api"_s, u"web"_s, QString()});
    event.environment = pick({u"production"_s, u"staging"_s});
    event.at = at(-random.bounded(5 * 24 * 60));
    if (random.bounded(3) > 0)
        event.took = milliseconds(random.bounded(100'000));
    event.status = pick({u"success"_s, u"failure"_s, u"running"_s});
    return event;
}

/// One line a count, so that a difference explains itself.
QStringList printed(const QList<DailyCount> &counts)
{
    QStringList lines;
    for (const DailyCount &count : counts) {
        lines.append(u"%1 %2 %3 %4 %5: %6, %7 ended, %8 ms"_s.arg(count.day.toString(Qt::ISODate))
                         .arg(int(count.kind))
                         .arg(count.app, count.environment, count.status)
                         .arg(count.count)
                         .arg(count.ended)
                         .arg(count.total.count()));
    }
    lines.sort();
    return lines;
}

QList<DailyCount> counted(const QList<Event> &events)
{
    QMap<QString, DailyCount> counts;
    for (const Event &event : events) {
        const QString key = u"%1|%2|%3|%4|%5"_s.arg(event.at.date().toJulianDay())
                                .arg(int(event.kind))
                                .arg(event.app, event.environment, event.status);
        DailyCount &count = counts[key];
        count.kind = event.kind;
        count.app = event.app;
        count.environment = event.environment;
        count.status = event.status;
        count.day = event.at.date();
        ++count.count;
        count.ended += event.took ? 1 : 0;
        count.total += event.took.value_or(milliseconds(0));
    }
    return counts.values();
}

QStringList ids(const base::Result<QList<Event>> &events)
{
    QStringList list;
    for (const Event &event : events.value())
        list.append(event.externalId);
    return list;
}

} // namespace

/// Everything twice: on SQLite and on PostgreSQL.
class TestTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isPostgres");
        QTest::newRow("SQLite") << false;
        QTest::newRow("PostgreSQL") << true;
    }
    void initTestCase() { m_whyNoServer = m_server.start(); }
    void init();
    void cleanup() { m_connection.reset(); }

    void snapshotsComeBackAsTheyWere();
    void olderSnapshotDoesNotReplaceANewer();
    void oldSnapshotsAreForgotten();
    void eventsComeBackAsTheyWere();
    void eventsPutTwiceAreThereOnce();
    void changedEventMovesFromCountToCount();
    void lastOfABatchCounts();
    void rangeIsNewestFirstWithinItsBounds();
    void countsAreWhatAScanCounts();
    void statisticsAreNarrowed();
    void batchThatFailsLeavesNothing();
    void firstSchemaIsMigratedWithItsEvents();
    void newerSchemaIsLeftAsItIs();
    void twoWritersAtOnceAgree();
    void brokenConnectionIsMadeAgain();

private:
    std::unique_ptr<Connection> connect() const { return Connection::open(m_location).value(); }
    /// The connection to a migrated database.
    Connection &database()
    {
        if (const auto done = migrate(*m_connection); !done)
            qFatal("not migrated: %s", qPrintable(base::sentence(done.error())));
        return *m_connection;
    }
    void compareCountsWithScan(const QString &workspace)
    {
        const auto events = readEvents(*m_connection, {.workspace = workspace, .limit = 10'000});
        const auto counts = readStatistics(*m_connection, {.workspace = workspace});
        QVERIFY(events && counts);
        QCOMPARE(printed(*counts), printed(counted(*events)));
    }

    PostgresServer m_server;
    QString m_whyNoServer;
    QTemporaryDir m_folder;
    int m_files = 0;
    Location m_location;
    std::unique_ptr<Connection> m_connection;
};

void TestTables::init()
{
    QFETCH_GLOBAL(bool, isPostgres);
    QVERIFY2(!isPostgres || m_whyNoServer.isEmpty(), qPrintable(m_whyNoServer));
    m_location = isPostgres ? m_server.freshDatabase() : Location::sqlite(m_folder.filePath(u"%1.db"_s.arg(++m_files)));
    m_connection = connect();
}

void TestTables::snapshotsComeBackAsTheyWere()
{
    const QList<Snapshot> snapshots{{u"Hello"_s, u"a"_s, at(0).addMSecs(7), QByteArray("\0\xFF{}", 4)},
                                    {u"Hello"_s, u"b/ü"_s, at(1), {}}};
    QVERIFY(writeSnapshots(database(), snapshots));
    QVERIFY(writeSnapshots(database(), {{u"World"_s, u"a"_s, at(0), "other"}}));
    QCOMPARE(readSnapshots(*m_connection, u"Hello"_s).value(), snapshots);
    QVERIFY(readSnapshots(*m_connection, u"Nobody"_s).value().isEmpty());
}

void TestTables::olderSnapshotDoesNotReplaceANewer()
{
    QVERIFY(writeSnapshots(database(), {{u"Hello"_s, u"a"_s, at(5), "new"}}));
    QVERIFY(writeSnapshots(database(), {{u"Hello"_s, u"a"_s, at(4), "old"}}));
    QCOMPARE(readSnapshots(*m_connection, u"Hello"_s).value().first().bytes, "new"_ba);
    QVERIFY(writeSnapshots(database(), {{u"Hello"_s, u"a"_s, at(6), "newest"}}));
    QCOMPARE(readSnapshots(*m_connection, u"Hello"_s).value().first().bytes, "newest"_ba);
}

void TestTables::oldSnapshotsAreForgotten()
{
    QVERIFY(writeSnapshots(database(), {{u"Hello"_s, u"a"_s, at(1), "1"}, {u"Hello"_s, u"b"_s, at(2), "2"}}));
    QVERIFY(dropSnapshots(*m_connection, at(2)));
    QCOMPARE(readSnapshots(*m_connection, u"Hello"_s).value().size(), 1);
}

void TestTables::eventsComeBackAsTheyWere()
{
    Event running = runAt(u"2"_s, 1, u"läuft 🚀"_s);
    running.took.reset();
    running.app.clear();
    running.payload = "{\"title\":\"x\"}";
    const Event old = runAt(u"1"_s, 0);
    QVERIFY(writeEvents(database(), {old, running}));
    QCOMPARE(readEvents(*m_connection, {.workspace = u"Hello"_s}).value(), (QList<Event>{running, old}));
    Event odd = runAt(u"3"_s, 2, u"a"_s + QChar(u'\0') + u"b"_s);
    QVERIFY(writeEvents(*m_connection, {odd}));
    QCOMPARE(readEvents(*m_connection, {.limit = 1}).value().first().status, u"ab"_s);
}

void TestTables::eventsPutTwiceAreThereOnce()
{
    QList<Event> events;
    for (int i = 0; i < 300; ++i)
        events.append(runAt(QString::number(i), i));
    QVERIFY(writeEvents(database(), events));
    const auto before = printed(readStatistics(*m_connection, {}).value());
    QVERIFY(writeEvents(*m_connection, events));
    QCOMPARE(printed(readStatistics(*m_connection, {}).value()), before);
    QCOMPARE(readEvents(*m_connection, {.limit = 1'000}).value().size(), 300);
    Event sameIdElsewhere = runAt(u"1"_s, 1);
    sameIdElsewhere.kind = Event::Kind::Deployment;
    QVERIFY(writeEvents(*m_connection, {sameIdElsewhere}));
    QCOMPARE(readEvents(*m_connection, {.limit = 1'000}).value().size(), 301);
}

void TestTables::changedEventMovesFromCountToCount()
{
    Event running = runAt(u"1"_s, 0, u"running"_s);
    running.took.reset();
    QVERIFY(writeEvents(database(), {running}));
    QCOMPARE(printed(readStatistics(*m_connection, {}).value()),
             QStringList{u"2024-03-21 1 api production running: 1, 0 ended, 0 ms"_s});
    QVERIFY(writeEvents(*m_connection, {runAt(u"1"_s, 0)}));
    QCOMPARE(printed(readStatistics(*m_connection, {}).value()),
             QStringList{u"2024-03-21 1 api production success: 1, 1 ended, 1500 ms"_s});
}

void TestTables::lastOfABatchCounts()
{
    QVERIFY(writeEvents(database(), {runAt(u"1"_s, 0, u"running"_s), runAt(u"1"_s, 0)}));
    QCOMPARE(readEvents(*m_connection, {}).value(), QList{runAt(u"1"_s, 0)});
    compareCountsWithScan(u"Hello"_s);
}

void TestTables::rangeIsNewestFirstWithinItsBounds()
{
    QList<Event> events{runAt(u"a"_s, 1), runAt(u"b"_s, 3), runAt(u"c"_s, 2), runAt(u"d"_s, 3), runAt(u"e"_s, 4)};
    events[4].app = u"web"_s;
    events[2].kind = Event::Kind::Release;
    QVERIFY(writeEvents(database(), events));
    QCOMPARE(ids(readEvents(*m_connection, {})), (QStringList{u"e"_s, u"d"_s, u"b"_s, u"c"_s, u"a"_s}));
    QCOMPARE(ids(readEvents(*m_connection, {.app = u"api"_s, .limit = 2})), (QStringList{u"d"_s, u"b"_s}));
    QCOMPARE(ids(readEvents(*m_connection, {.kind = Event::Kind::Release})), QStringList{u"c"_s});
    QCOMPARE(ids(readEvents(*m_connection, {.from = at(2), .before = at(3)})), QStringList{u"c"_s});
    QCOMPARE(ids(readEvents(*m_connection, {.environment = u"staging"_s})), QStringList());
    QCOMPARE(ids(readEvents(*m_connection, {.limit = -5})), QStringList{u"e"_s});
}

void TestTables::countsAreWhatAScanCounts()
{
    QRandomGenerator random(17);
    (void)database();
    for (int batch = 0; batch < 12; ++batch) {
        QList<Event> events;
        for (int i = random.bounded(1, 400); i > 0; --i)
            events.append(randomEvent(random));
        QVERIFY(writeEvents(*m_connection, events));
    }
    compareCountsWithScan(u"Hello"_s);
    compareCountsWithScan(u"World"_s);
}

void TestTables::statisticsAreNarrowed()
{
    Event staging = runAt(u"2"_s, -24 * 60);
    staging.environment = u"staging"_s;
    QVERIFY(writeEvents(database(), {runAt(u"1"_s, 0), staging}));
    const QDate day(2024, 3, 21);
    QCOMPARE(readStatistics(*m_connection, {.from = day, .to = day}).value().size(), 1);
    QCOMPARE(readStatistics(*m_connection, {.environment = u"staging"_s}).value().first().day, day.addDays(-1));
    QVERIFY(readStatistics(*m_connection, {.kind = Event::Kind::Release}).value().isEmpty());
    QVERIFY(readStatistics(*m_connection, {.workspace = u"World"_s}).value().isEmpty());
}

void TestTables::batchThatFailsLeavesNothing()
{
    QVERIFY(database().run(u"ALTER TABLE daily RENAME TO elsewhere"_s));
    QVERIFY(!writeEvents(*m_connection, {runAt(u"1"_s, 0)}));
    QVERIFY(m_connection->run(u"ALTER TABLE elsewhere RENAME TO daily"_s));
    QVERIFY(readEvents(*m_connection, {}).value().isEmpty());
    QVERIFY(writeEvents(*m_connection, {runAt(u"1"_s, 0)}));
    compareCountsWithScan(u"Hello"_s);
}

void TestTables::firstSchemaIsMigratedWithItsEvents()
{
    QVERIFY(migrate(*m_connection, 1));
    QCOMPARE(schemaOf(*m_connection).value(), 1);
    const QString insert = u"INSERT INTO events VALUES ('Hello', 1, ?, 'api', 'production', ?, ?, 'success', ?)"_s;
    for (int i = 0; i < 5; ++i) {
        const QVariant took = i == 0 ? QVariant(QMetaType::fromType<qint64>()) : QVariant(qint64(100));
        QVERIFY(m_connection->run(insert,
                                  {QString::number(i), at(-i * 12 * 60).toMSecsSinceEpoch(), took, QByteArray("{}")}));
    }
    QVERIFY(migrate(*m_connection));
    QCOMPARE(schemaOf(*m_connection).value(), newestSchema());
    QCOMPARE(readEvents(*m_connection, {}).value().size(), 5);
    compareCountsWithScan(u"Hello"_s);
    QVERIFY(migrate(*m_connection));
}

void TestTables::newerSchemaIsLeftAsItIs()
{
    QVERIFY(database().run(u"INSERT INTO schema_number VALUES (?)"_s, {newestSchema() + 1}));
    const auto again = connect();
    const auto migrated = migrate(*again);
    QVERIFY(!migrated);
    QCOMPARE(migrated.error().kind, base::Error::Kind::Conflict);
    QVERIFY(migrated.error().message.contains(u"newer Slipway"));
}

void TestTables::twoWritersAtOnceAgree()
{
    (void)database();
    std::atomic<int> failures = 0;
    const auto write = [this, &failures](quint32 seed) {
        const auto connection = connect();
        QRandomGenerator random(seed);
        for (int batch = 0; batch < 10; ++batch) {
            QList<Event> events;
            for (int i = 0; i < 50; ++i)
                events.append(randomEvent(random));
            if (!writeEvents(*connection, events))
                ++failures;
        }
    };
    const std::unique_ptr<QThread> other(QThread::create([&write] { write(1); }));
    other->start();
    write(2);
    other->wait();
    QCOMPARE(failures.load(), 0);
    compareCountsWithScan(u"Hello"_s);
    compareCountsWithScan(u"World"_s);
}

void TestTables::brokenConnectionIsMadeAgain()
{
    // SQLite has no connection that could break.
    if (m_location.kind == Location::Kind::Sqlite)
        return;
    const auto store = Store::open(m_location);
    QVERIFY(QCoro::waitFor(store->putEvents({runAt(u"1"_s, 0)})));
    QVERIFY(m_server.restart());
    QCOMPARE(QCoro::waitFor(store->putEvents({runAt(u"2"_s, 0)})).error().kind, base::Error::Kind::Network);
    QVERIFY(QCoro::waitFor(store->putEvents({runAt(u"2"_s, 0)})));
    QCOMPARE(QCoro::waitFor(store->events({})).value().size(), 2);
}

QTEST_GUILESS_MAIN(TestTables)
#include "tables_test.moc"
