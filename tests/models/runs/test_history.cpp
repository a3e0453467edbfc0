#include "runs/history.h"
#include "runs_demo/facts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using namespace std::chrono_literals;

namespace {

PastRun past(int number, Status status, int day, int seconds, const QString &event = u"push"_s)
{
    RunFact run = demo::run(number, status, day * 86'400, seconds);
    run.event = event;
    run.sha = QString::number(number);
    return {run, {}};
}

} // namespace

/// How a workflow fared over time.
class TestRunHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void daysAreCountedWithoutGaps();
    void longTimesAreCountedByWeek();
    void pullRequestsAreHeldAgainstTheGoal();
    void theUsualTimeIsTheMedian();
    void whatFailsAndPassesOnOneCommitIsFlaky();
    void aJobThatGrowsSlowerShowsATrend();
    void theStoreRemembersOlderRuns();
    void nothingGivesNothing();
};

void TestRunHistory::daysAreCountedWithoutGaps()
{
    const History history = historyOf({past(3, Status::Success, 2, 100), past(1, Status::Success, 0, 60),
                                       past(2, Status::Failure, 0, 20), past(4, Status::Cancelled, 5, 1)});
    QCOMPARE(history.buckets.size(), 3);
    QCOMPARE(history.buckets.at(0).count, 2);
    QCOMPARE(history.buckets.at(0).succeeded, 1);
    QCOMPARE(history.buckets.at(0).p50, std::optional<milliseconds>(60s));
    QCOMPARE(history.buckets.at(1).count, 0);
    QVERIFY(!history.buckets.at(1).p50);
    QCOMPARE(history.count, 3);
    QCOMPARE(history.p95, std::optional<milliseconds>(100s));
}

void TestRunHistory::longTimesAreCountedByWeek()
{
    const History history = historyOf({past(1, Status::Success, 0, 60), past(2, Status::Success, 60, 60)});
    QVERIFY(history.isWeekly);
    QCOMPARE(history.buckets.first().from.dayOfWeek(), 1);
    QCOMPARE(history.buckets.size(), 10);
}

void TestRunHistory::pullRequestsAreHeldAgainstTheGoal()
{
    const History history =
        historyOf({past(1, Status::Success, 0, 300, u"pull_request"_s),
                   past(2, Status::Failure, 0, 301, u"pull_request"_s), past(3, Status::Success, 0, 900)});
    QCOMPARE(history.pullRequests, 2);
    QCOMPARE(history.withinGoal, 1);
}

void TestRunHistory::theUsualTimeIsTheMedian()
{
    QList<PastRun> runs{past(1, Status::Success, 0, 100), past(2, Status::Success, 0, 200),
                        past(3, Status::Failure, 0, 900)};
    runs[0].jobs = {demo::job(1, u"ci"_s, Status::Success, 0, 5, 65)};
    runs[1].jobs = {demo::job(2, u"ci"_s, Status::Success, 0, 15, 95)};
    runs[2].jobs = {demo::job(3, u"ci"_s, Status::Failure, 0, 10, 800)};
    const Usual usual = usualOf(runs);
    QCOMPARE(usual.run, std::optional<milliseconds>(150s));
    QCOMPARE(usual.job(u"ci"_s), std::optional<milliseconds>(70s));
    QCOMPARE(usual.queue(u"ci"_s), std::optional<milliseconds>(10s));
    QVERIFY(!usual.job(u"cd"_s));
}

void TestRunHistory::whatFailsAndPassesOnOneCommitIsFlaky()
{
    QList<PastRun> runs{past(1, Status::Failure, 0, 10), past(1, Status::Success, 0, 10),
                        past(2, Status::Failure, 1, 10), past(3, Status::Success, 2, 10)};
    const auto withJob = [](PastRun &run, Status status, int at) {
        JobFact job = demo::job(at, u"ci"_s, status, at, at, at + 5);
        job.steps = {demo::step(1, u"Run unit tests"_s, status, at, at + 5)};
        run.jobs = {job};
    };
    withJob(runs[0], Status::Failure, 0);
    withJob(runs[1], Status::Success, 100);
    withJob(runs[2], Status::Failure, 90'000);
    withJob(runs[3], Status::Success, 190'000);
    const History history = historyOf(runs);
    QCOMPARE(history.flaky.size(), 2);
    QCOMPARE(history.flaky.first().flakes, 1);
    QCOMPARE(history.flaky.last().step, u"Run unit tests"_s);
}

void TestRunHistory::aJobThatGrowsSlowerShowsATrend()
{
    QList<PastRun> runs;
    for (int day = 0; day < 8; ++day) {
        PastRun run = past(day + 1, Status::Success, day, 10);
        run.jobs = {
            demo::job(day, u"ci"_s, Status::Success, day * 86'400, day * 86'400, day * 86'400 + (day < 4 ? 50 : 75))};
        runs += run;
    }
    const History history = historyOf(runs);
    QCOMPARE(history.jobs.first().trend, std::optional(1.5));
    QCOMPARE(history.jobs.first().count, 8);
}

void TestRunHistory::theStoreRemembersOlderRuns()
{
    store::Event event;
    event.externalId = u"github/9001/2"_s;
    event.at = demo::at(0);
    event.took = 90s;
    event.status = u"success"_s;
    event.payload = R"({"workflow": "ci.yml", "number": 12, "branch": "main", "sha": "c41d9e2", "title": "Fix"})";
    store::Event other = event;
    other.payload = R"({"workflow": "cd.yml"})";
    store::Event broken = event;
    broken.payload = "{";
    const auto runs = pastOf({event, other, broken}, u"ci.yml"_s);
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs.first().run.id, 9001);
    QCOMPARE(runs.first().run.attempt, 2);
    QCOMPARE(runs.first().run.number, 12);
    QCOMPARE(runs.first().run.took(demo::at(9'999)), milliseconds(90s));
    QCOMPARE(historyOf(runs).p50, std::optional<milliseconds>(90s));
}

void TestRunHistory::nothingGivesNothing()
{
    QCOMPARE(historyOf({}), History());
    QCOMPARE(historyOf({past(1, Status::Running, 0, 1)}), History());
    QVERIFY(!median({}));
}

QTEST_GUILESS_MAIN(TestRunHistory)
#include "test_history.moc"
