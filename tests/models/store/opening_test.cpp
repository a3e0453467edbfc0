#include "store/event_table.h"
#include "store/migrations.h"
#include "store/opening.h"
#include "store/snapshot_table.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::store;
using Kind = base::Error::Kind;

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write");
}

QList<Event> events(int count, const QString &prefix = u"e"_s)
{
    const QDateTime at(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);
    QList<Event> list;
    for (int i = 0; i < count; ++i) {
        list.append({u"Hello"_s, Event::Kind::Run, prefix + QString::number(i), u"api"_s, u"production"_s,
                     at.addSecs(i), milliseconds(i), u"success"_s, QByteArray(200, 'x')});
    }
    return list;
}

/// Writes half of something, then dies without a word.
int dieWithinTransaction(const QString &file)
{
    const auto opening = openDatabase(Location::sqlite(file)).value();
    const auto transaction = Transaction::begin(*opening.connection).value();
    for (int i = 0; i < 5'000; ++i) {
        if (!opening.connection->run(u"INSERT INTO events VALUES ('Hello', 1, ?, 'api', '', 0, 0, 'half', ?)"_s,
                                     {QString::number(i), QByteArray(500, 'x')}))
            return 1;
    }
    std::_Exit(42);
}

} // namespace

class TestOpening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_location = Location::sqlite(m_folder->filePath(u"history.db"_s));
    }

    void foldersAreMade()
    {
        m_location.file = m_folder->filePath(u"a/b/history.db"_s);
        QVERIFY(openDatabase(m_location));
        QVERIFY(QFile::exists(m_location.file));
    }

    void filesAreTheirOwners()
    {
        const auto opening = openDatabase(m_location).value();
        QVERIFY(writeEvents(*opening.connection, events(3)));
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const char *suffix : {"", "-wal", "-shm"}) {
            const QFileInfo file(m_location.file + QLatin1StringView(suffix));
            QVERIFY2(file.exists(), suffix);
            QVERIFY2(!(file.permissions() & others), suffix);
        }
    }

    void readersAndWritersDoNotWaitForEachOther()
    {
        const auto opening = openDatabase(m_location).value();
        const auto mode = opening.connection->run(u"PRAGMA journal_mode"_s).value();
        QVERIFY(mode->next());
        QCOMPARE(mode->value(0).toString(), u"wal"_s);
    }

    void damagedFileIsKeptAside_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("not a database") << QByteArray("This is a letter, not a database. ").repeated(100);
        QTest::newRow("header, then rubbish") << "SQLite format 3" + QByteArray(1, '\0') + QByteArray(8'000, '\xAA');
        QTest::newRow("zeros") << QByteArray(8'192, '\0');
    }
    void damagedFileIsKeptAside()
    {
        QFETCH(QByteArray, bytes);
        write(m_location.file, bytes);
        const auto opening = openDatabase(m_location);
        QVERIFY2(opening, opening ? "" : qPrintable(base::sentence(opening.error())));
        QVERIFY(opening->opened.keptAside.startsWith(m_location.file + u".corrupt-"_s));
        QVERIFY(opening->opened.notice.contains(opening->opened.keptAside));
        QCOMPARE(bytesOf(opening->opened.keptAside), bytes);
        QVERIFY(writeEvents(*opening->connection, events(3)));
    }

    void secondDamageInTheSameSecondKeepsBoth()
    {
        for (int i = 0; i < 2; ++i) {
            write(m_location.file, QByteArray("rubbish ").repeated(1'000));
            QVERIFY(openDatabase(m_location));
        }
        QCOMPARE(QDir(m_folder->path()).entryList({u"history.db.corrupt-*"_s}).size(), 2);
    }

    void soundFileIsNotPutAside()
    {
        QVERIFY(openDatabase(m_location));
        QCOMPARE(putAside(m_location).value(), QString());
        QVERIFY(QFile::exists(m_location.file));
    }

    void emptyFileIsANewDatabase()
    {
        write(m_location.file, {});
        const auto opening = openDatabase(m_location);
        QVERIFY(opening);
        QVERIFY(opening->opened.keptAside.isEmpty());
    }

    void newerDatabaseIsLeftByteForByte()
    {
        {
            const auto opening = openDatabase(m_location).value();
            QVERIFY(opening.connection->run(u"INSERT INTO schema_number VALUES (?)"_s, {99}));
        }
        const QByteArray before = bytesOf(m_location.file);
        const auto opening = openDatabase(m_location);
        QVERIFY(!opening);
        QCOMPARE(opening.error().kind, Kind::Conflict);
        QVERIFY(opening.error().message.contains(u"newer Slipway"));
        QCOMPARE(bytesOf(m_location.file), before);
        QCOMPARE(QDir(m_folder->path()).entryList({u"*corrupt*"_s}), QStringList());
    }

    void folderThatCannotBeWrittenIsSaid()
    {
        const auto opening = openDatabase(Location::sqlite(u"/proc/slipway/history.db"_s));
        QVERIFY(!opening);
        QCOMPARE(opening.error().kind, Kind::Internal);
        QVERIFY2(opening.error().message.contains(u"cannot be written"), qPrintable(opening.error().message));
    }

    void fullDiskTakesBackTheBatchAndKeepsTheRest()
    {
        const auto opening = openDatabase(m_location).value();
        Connection &connection = *opening.connection;
        QVERIFY(writeEvents(connection, events(10)));
        const auto pages = connection.run(u"PRAGMA page_count"_s).value();
        QVERIFY(pages->next());
        const int count = pages->value(0).toInt();
        pages->finish();
        QVERIFY(connection.run(u"PRAGMA max_page_count = %1"_s.arg(count + 2)));
        const auto written = writeEvents(connection, events(500, u"more"_s));
        QVERIFY(!written);
        QVERIFY2(written.error().message.startsWith(u"The disk is full"), qPrintable(written.error().message));
        QCOMPARE(readEvents(connection, {.limit = 1'000}).value().size(), 10);
        QVERIFY(connection.run(u"PRAGMA max_page_count = 100000"_s));
        QVERIFY(writeEvents(connection, events(500, u"more"_s)));
    }

    void deathWithinATransactionLeavesWhatWasBefore()
    {
        {
            const auto opening = openDatabase(m_location).value();
            QVERIFY(writeEvents(*opening.connection, events(10)));
        }
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--die"_s, m_location.file});
        QVERIFY(child.waitForFinished(60'000));
        QCOMPARE(child.exitCode(), 42);
        const auto opening = openDatabase(m_location);
        QVERIFY(opening);
        QVERIFY(opening->opened.keptAside.isEmpty());
        QCOMPARE(readEvents(*opening->connection, {.limit = 10'000}).value().size(), 10);
    }

    void manyOpenAtOnce()
    {
        std::vector<std::unique_ptr<QThread>> threads;
        std::atomic<int> good = 0;
        for (int i = 0; i < 6; ++i) {
            threads.emplace_back(QThread::create([this, &good] {
                if (openDatabase(m_location))
                    ++good;
            }));
            threads.back()->start();
        }
        for (const auto &thread : threads)
            thread->wait();
        QCOMPARE(good.load(), 6);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Location m_location;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--die") == 0)
        return dieWithinTransaction(QString::fromLocal8Bit(argv[2]));
    TestOpening test;
    return QTest::qExec(&test, argc, argv);
}

#include "opening_test.moc"
