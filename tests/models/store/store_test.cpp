#include "store/store.h"

#include <QCoro/QCoroTask>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::store;
using Kind = base::Error::Kind;

namespace {

const QDateTime now(QDate(2024, 3, 21), QTime(14, 32), QTimeZone::UTC);

Event eventOf(const QString &id)
{
    return {u"Hello"_s, Event::Kind::Run, id, u"api"_s, u"production"_s, now, milliseconds(5), u"success"_s, "{}"};
}

Snapshot snapshot(const QString &key, const QByteArray &bytes = "state")
{
    return {u"Hello"_s, key, now, bytes};
}

template<typename T>
auto wait(QCoro::Task<T> task)
{
    return QCoro::waitFor(std::move(task));
}

} // namespace

class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_location = Location::sqlite(m_folder->filePath(u"history.db"_s));
    }

    void keepsWhatItIsGiven()
    {
        const auto store = Store::open(m_location);
        QVERIFY(wait(store->opened()));
        QVERIFY(wait(store->putSnapshots({snapshot(u"a"_s)})));
        QVERIFY(wait(store->putEvents({eventOf(u"1"_s), eventOf(u"2"_s)})));
        QCOMPARE(wait(store->snapshots(u"Hello"_s)).value(), QList{snapshot(u"a"_s)});
        QCOMPARE(wait(store->events({})).value().size(), 2);
        QCOMPARE(wait(store->statistics({})).value().first().count, 2);
        QVERIFY(wait(store->forgetSnapshots(now.addSecs(1))));
        QVERIFY(wait(store->snapshots(u"Hello"_s)).value().isEmpty());
    }

    void writesAllThatWasAskedForBeforeItGoes()
    {
        {
            const auto store = Store::open(m_location);
            for (int i = 0; i < 50; ++i)
                store->putEvents({eventOf(QString::number(i))});
            store->putSnapshots({snapshot(u"a"_s)});
        }
        const auto store = Store::open(m_location);
        QCOMPARE(wait(store->events({})).value().size(), 50);
        QCOMPARE(wait(store->snapshots(u"Hello"_s)).value().size(), 1);
    }

    void lastKnownStateIsThereAtOnce()
    {
        QVERIFY(Store::snapshotsAtStart(m_location, u"Hello"_s).isEmpty());
        QVERIFY(!QFile::exists(m_location.file));
        const auto store = Store::open(m_location);
        QVERIFY(wait(store->putSnapshots({snapshot(u"a"_s), snapshot(u"b"_s)})));
        // While the store is open, and so the file in use.
        QCOMPARE(Store::snapshotsAtStart(m_location, u"Hello"_s), (QList{snapshot(u"a"_s), snapshot(u"b"_s)}));
        QVERIFY(Store::snapshotsAtStart(m_location, u"World"_s).isEmpty());
    }

    void damagedFileGivesNothingAtStartAndIsLeft()
    {
        QFile file(m_location.file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("rubbish ").repeated(1'000));
        file.close();
        QVERIFY(Store::snapshotsAtStart(m_location, u"Hello"_s).isEmpty());
        QVERIFY(QDir(m_folder->path()).entryList({u"*corrupt*"_s}).isEmpty());
        const auto store = Store::open(m_location);
        const auto opened = wait(store->opened());
        QVERIFY(opened);
        QVERIFY(QFile::exists(opened->keptAside));
        QVERIFY(opened->notice.startsWith(u"The history was damaged"));
    }

    void storeThatCannotOpenAnswersWithTheReason()
    {
        const auto store = Store::open(Location::sqlite(u"/proc/slipway/history.db"_s));
        QVERIFY(!wait(store->opened()));
        const auto put = wait(store->putEvents({eventOf(u"1"_s)}));
        QCOMPARE(put.error().kind, Kind::Internal);
        QVERIFY(put.error().message.contains(u"cannot be written"));
        QVERIFY(!wait(store->snapshots(u"Hello"_s)));
    }

    void serverThatIsAwayIsNamed()
    {
        // Nothing listens on the discard port.
        const auto store = Store::open(Location::parse(u"postgresql://ada@127.0.0.1:9/slipway"_s).value());
        const auto opened = wait(store->opened());
        QCOMPARE(opened.error().kind, Kind::Network);
        QVERIFY2(opened.error().message.contains(u"slipway at 127.0.0.1"), qPrintable(opened.error().message));
    }

    void cancelledCallsAreNotCarriedOut()
    {
        const auto store = Store::open(m_location);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(wait(store->putEvents({eventOf(u"1"_s)}, stop.get_token())).error().kind, Kind::Cancelled);
        QVERIFY(wait(store->events({})).value().isEmpty());
    }

    void twoStoresShareOneFile()
    {
        const auto one = Store::open(m_location);
        const auto two = Store::open(m_location);
        for (int i = 0; i < 20; ++i) {
            one->putEvents({eventOf(u"one/%1"_s.arg(i))});
            two->putEvents({eventOf(u"two/%1"_s.arg(i))});
        }
        QVERIFY(wait(one->opened()));
        QVERIFY(wait(two->opened()));
        QCOMPARE(wait(one->events({})).value().size(), 40);
        QCOMPARE(wait(two->statistics({})).value().first().count, 40);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    Location m_location;
};

QTEST_GUILESS_MAIN(TestStore)
#include "store_test.moc"
