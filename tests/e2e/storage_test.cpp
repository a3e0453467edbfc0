#include "e2e_stage/stage.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using e2e::Stage;
using e2e::WindowReader;

/// Folders and databases that are not as they should be: a clear sentence, and the rest works.
class StorageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersThatCannotBeWritten_data();
    void foldersThatCannotBeWritten();
    void damagedDatabaseIsKeptAside();
    void newerDatabaseIsLeftAsItIs();
    void twoProgramsShareOneStore();
};

namespace {

const QString api = u"patient-graph-api"_s;

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Runs a statement in a SQLite file; gives the first value of the answer.
QVariant inDatabase(const QString &file, const QString &statement)
{
    QVariant value;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        database.setDatabaseName(file);
        if (!database.open())
            return {};
        QSqlQuery query(database);
        if (query.exec(statement) && query.next())
            value = query.value(0);
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    return value;
}

/// What the person was told, but for the release that the demo's watch finds failing.
QStringList ofTheStore(Stage &stage)
{
    QStringList notices = stage.window().notifications();
    notices.removeIf([](const QString &notice) { return notice.contains("v43"_L1); });
    return notices;
}

bool works(Stage &stage)
{
    return stage.window().cell(api, WindowReader::Production).contains("v43"_L1) && stage.refresh()
        && stage.window().sync().startsWith("Synced"_L1);
}

} // namespace

void StorageTest::foldersThatCannotBeWritten_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("below a file") << u"file/data"_s;
    QTest::newRow("in a file system that takes nothing") << u"/proc/slipway"_s;
}

void StorageTest::foldersThatCannotBeWritten()
{
    QFETCH(const QString, folder);
    Stage stage;
    QVERIFY(write(stage.path(u"file"_s), "not a folder"));
    const QString data = QDir::isAbsolutePath(folder) ? folder : stage.path(folder);
    stage.folders().settings = data;
    stage.folders().cache = data;
    stage.folders().store = store::Location::sqlite(data + u"/slipway.db"_s);
    QVERIFY(stage.start());
    QVERIFY(works(stage));
    const QStringList notices = ofTheStore(stage);
    QCOMPARE(notices.size(), 1);
    QVERIFY2(notices.first().contains("Nothing will be kept for the next start"_L1), qPrintable(notices.first()));
    QVERIFY2(notices.first().contains(data), qPrintable(notices.first()));
}

void StorageTest::damagedDatabaseIsKeptAside()
{
    Stage stage;
    const QByteArray rubbish = QByteArray("this is no database\n").repeated(1'000);
    QVERIFY(write(stage.folders().store.file, rubbish));
    QVERIFY(stage.start());
    QVERIFY(works(stage));
    const QStringList notices = ofTheStore(stage);
    QCOMPARE(notices.size(), 1);
    QVERIFY2(notices.first().contains("The history was damaged"_L1), qPrintable(notices.first()));
    const QStringList kept = QDir(stage.path({})).entryList({u"slipway.db.corrupt-*"_s});
    QCOMPARE(kept.size(), 1);
    QCOMPARE(read(stage.path(kept.first())), rubbish);
    QVERIFY2(notices.first().contains(kept.first()), qPrintable(notices.first()));

    stage.end();
    stage.makeProgram();
    stage.program().openDemo();
    QVERIFY2(stage.window().cell(api, WindowReader::Production).contains("v43"_L1), "the new one is used");
}

void StorageTest::newerDatabaseIsLeftAsItIs()
{
    Stage stage;
    QVERIFY(stage.start());
    stage.end();
    const QString file = stage.folders().store.file;
    inDatabase(file, u"INSERT INTO schema_number VALUES (999)"_s);
    QCOMPARE(inDatabase(file, u"SELECT MAX(number) FROM schema_number"_s).toInt(), 999);
    inDatabase(file, u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    const QByteArray before = read(file);

    QVERIFY(stage.start());
    QVERIFY(works(stage));
    const QStringList notices = ofTheStore(stage);
    QCOMPARE(notices.size(), 1);
    QVERIFY2(notices.first().contains("was written by a newer Slipway"_L1), qPrintable(notices.first()));
    stage.end();
    QCOMPARE(read(file), before);
}

void StorageTest::twoProgramsShareOneStore()
{
    Stage one;
    Stage two;
    two.folders() = one.folders();
    QVERIFY(one.start());
    QVERIFY(two.start());
    QVERIFY(works(one));
    QVERIFY(works(two));
    QCOMPARE(ofTheStore(one), QStringList());
    QCOMPARE(ofTheStore(two), QStringList());
    two.end();
    QVERIFY(works(one));
    one.end();
    one.makeProgram();
    one.program().openDemo();
    QVERIFY(one.window().cell(api, WindowReader::Production).contains("v43"_L1));
}

QTEST_MAIN(StorageTest)
#include "storage_test.moc"
