#include "runs/run_list.h"
#include "runs_demo/facts.h"
#include "runs_demo/fake_actions.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using namespace std::chrono_literals;
using State = base::Freshness::State;

namespace {

/// Runs 1 to `count`, one a minute, the newest first.
QList<RunFact> runsOf(int count)
{
    QList<RunFact> runs;
    for (int id = count; id > 0; --id)
        runs += demo::run(id, id % 3 == 0 ? Status::Failure : Status::Success, id * 60, 30 + id);
    return runs;
}

struct Bench {
    std::shared_ptr<demo::FakeActions> github = std::make_shared<demo::FakeActions>();
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>();
    RunList list{github, clock};
    QAbstractItemModelTester tester{&list};

    Bench() { tester.setUseFetchMore(false); }

    QList<qint64> ids() const
    {
        QList<qint64> ids;
        for (const RunFact &run : list.runs())
            ids += run.id;
        return ids;
    }
};

} // namespace

/// The list of runs.
class TestRunList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newRunsComeOnTop();
    void rowsKeepTheirIdentity();
    void itAsksSoonerWhileSomethingMoves();
    void olderRunsComeWhenTheyAreWanted();
    void filtersAreAsked();
    void aFailureKeepsTheRows();
    void failuresWaitLonger();
    void theMedianIsOfThoseThatPassed();
    void aDestroyedListLeavesNothingBehind();
};

void TestRunList::newRunsComeOnTop()
{
    Bench bench;
    bench.github->knownRuns = runsOf(2);
    bench.list.setQuery({});
    QTRY_COMPARE(bench.ids(), (QList<qint64>{2, 1}));
    QCOMPARE(bench.list.freshness().state, State::Fresh);
    bench.github->knownRuns = runsOf(3);
    bench.clock->advance(60s);
    QTRY_COMPARE(bench.ids(), (QList<qint64>{3, 2, 1}));
}

void TestRunList::rowsKeepTheirIdentity()
{
    Bench bench;
    bench.github->knownRuns = runsOf(3);
    bench.list.setQuery({});
    QTRY_COMPARE(bench.list.rowCount(), 3);
    const QPersistentModelIndex kept = bench.list.index(1);
    QSignalSpy resets(&bench.list, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&bench.list, &QAbstractItemModel::dataChanged);
    bench.github->knownRuns = runsOf(4);
    bench.github->knownRuns.removeAt(3);
    bench.github->knownRuns[2].title = u"Renamed"_s;
    bench.list.refresh();
    QTRY_COMPARE(bench.list.rowCount(), 4 - 1);
    QCOMPARE(kept.data(RunList::IdRole).toLongLong(), 2);
    QCOMPARE(kept.data().toString(), u"Renamed"_s);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
}

void TestRunList::itAsksSoonerWhileSomethingMoves()
{
    Bench bench;
    bench.github->knownRuns = {demo::run(1, Status::Running, 0, 0)};
    bench.list.setQuery({});
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(5s));
    bench.github->knownRuns = {demo::run(1, Status::Success, 0, 60)};
    bench.clock->advance(5s);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(60s));
    bench.list.setHidden(true);
    bench.clock->advance(60s);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(300s));
    bench.list.setHidden(false);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(60s));
}

void TestRunList::olderRunsComeWhenTheyAreWanted()
{
    Bench bench;
    bench.github->knownRuns = runsOf(5);
    bench.list.setQuery({.count = 2});
    QTRY_COMPARE(bench.ids(), (QList<qint64>{5, 4}));
    QVERIFY(bench.list.canFetchMore({}));
    bench.list.fetchMore({});
    QTRY_COMPARE(bench.ids(), (QList<qint64>{5, 4, 3}));
    bench.list.fetchMore({});
    QTRY_COMPARE(bench.ids(), (QList<qint64>{5, 4, 3, 2}));
    bench.list.fetchMore({});
    QTRY_COMPARE(bench.list.rowCount(), 5);
    bench.list.fetchMore({});
    QTRY_VERIFY(!bench.list.canFetchMore({}));
    bench.list.refresh();
    QTRY_COMPARE(bench.clock->waiting(), 1);
    QCOMPARE(bench.list.rowCount(), 5);
}

void TestRunList::filtersAreAsked()
{
    Bench bench;
    bench.github->knownRuns = runsOf(6);
    bench.github->knownRuns[2].branch = u"develop"_s;
    bench.list.setQuery({.branch = u"develop"_s});
    QTRY_COMPARE(bench.ids(), QList<qint64>{4});
    bench.list.setQuery({.workflow = u"other.yml"_s});
    QTRY_COMPARE(bench.list.freshness().state, State::Fresh);
    QCOMPARE(bench.list.rowCount(), 0);
}

void TestRunList::aFailureKeepsTheRows()
{
    Bench bench;
    bench.github->knownRuns = runsOf(2);
    bench.list.setQuery({});
    QTRY_COMPARE(bench.list.rowCount(), 2);
    bench.github->readingFails = base::makeError(base::Error::Kind::Network, u"GitHub answered 502."_s);
    bench.list.refresh();
    QTRY_COMPARE(bench.list.freshness().state, State::Failed);
    QCOMPARE(bench.list.freshness().asOf, bench.clock->now());
    QCOMPARE(bench.list.rowCount(), 2);
}

void TestRunList::failuresWaitLonger()
{
    Bench bench;
    bench.github->readingFails = base::makeError(base::Error::Kind::Network, u"x"_s);
    bench.list.setQuery({});
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(5s));
    bench.clock->advance(5s);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(10s));
    base::Error limited = base::makeError(base::Error::Kind::RateLimited, u"x"_s);
    limited.retryAt = bench.clock->now().addSecs(10 + 900);
    bench.github->readingFails = limited;
    bench.clock->advance(10s);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(900s));
    QCOMPARE(bench.list.freshness().state, State::RateLimited);
}

void TestRunList::theMedianIsOfThoseThatPassed()
{
    Bench bench;
    bench.github->knownRuns = runsOf(4);
    bench.list.setQuery({});
    QTRY_COMPARE(bench.list.median(), std::optional<milliseconds>(32s));
    QCOMPARE(bench.list.measured(), 3);
}

void TestRunList::aDestroyedListLeavesNothingBehind()
{
    const auto clock = std::make_shared<base::ManualClock>();
    auto github = std::make_shared<demo::FakeActions>();
    {
        RunList list(github, clock);
        list.setQuery({});
    }
    clock->advance(10min);
    QVERIFY(clock->waiting() <= 0);
}

QTEST_GUILESS_MAIN(TestRunList)
#include "test_list.moc"
