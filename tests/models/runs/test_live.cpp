#include "runs/live_run.h"
#include "runs_demo/facts.h"
#include "runs_demo/fake_actions.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using namespace std::chrono_literals;
using State = base::Freshness::State;

namespace {

struct Bench {
    std::shared_ptr<demo::FakeActions> github = std::make_shared<demo::FakeActions>();
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>(demo::at(420));
    PastRuns past{github, clock};
    LiveRun live{github, clock, &past};

    explicit Bench(const RunState &state = demo::running())
    {
        show(state);
        github->knownFiles[state.run.path] = demo::workflowText();
        github->knownFiles[u".github/workflows/release.yml"_s] = "on: workflow_call\njobs: {a: {runs-on: x}}\n"_ba;
    }

    void show(const RunState &state)
    {
        RunFact old = demo::run(1200, Status::Success, -7200, 300);
        github->knownRuns = {state.run, old};
        github->knownJobs = {{state.run.id, state.jobs},
                             {1200, {demo::job(90, u"Deploy to Fly.io"_s, Status::Success, -7000, -6990, -6850)}}};
        github->knownGates = state.gates;
        github->knownApprovals = state.approvals;
    }
};

} // namespace

/// A run as it goes on.
class TestLiveRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsJoinedWithItsFileAndItsPast();
    void itAsksUntilItIsOver();
    void itSaysWhatItWaitsFor();
    void aFailureKeepsWhatIsKnown();
    void aMissingFileLeavesTheJobs();
    void anEarlierAttemptStandsStill();
    void anotherRunTakesItsPlace();
    void theStepAtWorkIsToldForFollowing();
};

void TestLiveRun::itIsJoinedWithItsFileAndItsPast()
{
    Bench bench;
    bench.live.setRun(demo::running().run);
    QTRY_VERIFY(bench.live.graph().node(u"job:deploy"_s));
    QTRY_COMPARE(bench.live.graph().node(u"job:deploy"_s)->usual, std::optional<milliseconds>(140s));
    QCOMPARE(bench.live.graph().node(u"job:deploy"_s)->left, std::optional<milliseconds>(26s));
    QCOMPARE(bench.live.freshness().state, State::Fresh);
    bench.clock->advance(1s);
    bench.live.tick();
    QCOMPARE(bench.live.graph().node(u"job:deploy"_s)->left, std::optional<milliseconds>(25s));
}

void TestLiveRun::itAsksUntilItIsOver()
{
    Bench bench;
    bench.live.setRun(demo::running().run);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(3s));
    QSignalSpy jobEnded(&bench.live, &LiveRun::jobEnded);
    QSignalSpy runEnded(&bench.live, &LiveRun::runEnded);
    RunState over = demo::running();
    over.run = demo::run(1287, Status::Success, 0, 440);
    over.jobs[1] = demo::job(2, u"Deploy to Fly.io"_s, Status::Success, 292, 306, 440);
    bench.show(over);
    bench.clock->advance(3s);
    QTRY_COMPARE(runEnded.count(), 1);
    QCOMPARE(jobEnded.count(), 1);
    QCOMPARE(jobEnded.first().first().toLongLong(), 2);
    QTRY_COMPARE(bench.clock->waiting(), 0);
}

void TestLiveRun::itSaysWhatItWaitsFor()
{
    Bench bench(demo::waitingAtGate());
    bench.live.setRun(demo::waitingAtGate().run);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(10s));
    QTRY_COMPARE(bench.live.waiting().first().kind, WaitReason::Kind::Approval);
    QVERIFY(bench.github->asked.contains(u"gates"_s));
}

void TestLiveRun::aFailureKeepsWhatIsKnown()
{
    Bench bench;
    bench.live.setRun(demo::running().run);
    QTRY_COMPARE(bench.live.freshness().state, State::Fresh);
    bench.github->readingFails = base::makeError(base::Error::Kind::Network, u"GitHub answered 502."_s);
    bench.clock->advance(3s);
    QTRY_COMPARE(bench.live.freshness().state, State::Failed);
    QCOMPARE(bench.live.state().jobs.size(), 2);
    bench.github->readingFails.reset();
    bench.clock->advance(5s);
    QTRY_COMPARE(bench.live.freshness().state, State::Fresh);
}

void TestLiveRun::aMissingFileLeavesTheJobs()
{
    Bench bench;
    bench.github->knownFiles.clear();
    bench.live.setRun(demo::running().run);
    QTRY_VERIFY(bench.live.fileError());
    QTRY_VERIFY(bench.live.graph().nodeOfJob(2));
    QVERIFY(!bench.live.files());
}

void TestLiveRun::anEarlierAttemptStandsStill()
{
    Bench bench;
    bench.github->knownRuns[0].attempt = 2;
    bench.live.setRun(bench.github->knownRuns[0]);
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(3s));
    bench.live.setAttempt(1);
    QTRY_VERIFY(bench.github->asked.contains(u"jobs of attempt 1"_s));
    QTRY_COMPARE(bench.clock->waiting(), 0);
    bench.live.setAttempt({});
    QTRY_COMPARE(bench.clock->untilNext(), base::milliseconds(3s));
}

void TestLiveRun::anotherRunTakesItsPlace()
{
    Bench bench;
    bench.live.setRun(demo::running().run);
    bench.live.setRun(bench.github->knownRuns.at(1));
    QTRY_COMPARE(bench.live.freshness().state, State::Fresh);
    QCOMPARE(bench.live.state().run.id, 1200);
    QCOMPARE(bench.live.state().jobs.size(), 1);
    bench.live.clear();
    QVERIFY(bench.live.isEmpty());
    QVERIFY(bench.live.graph().nodes.empty());
}

void TestLiveRun::theStepAtWorkIsToldForFollowing()
{
    Bench bench;
    bench.live.setRun(demo::running().run);
    QTRY_COMPARE(bench.live.stepAtWork(), (std::pair<QString, qint64>(u"job:deploy"_s, 3)));
}

QTEST_GUILESS_MAIN(TestLiveRun)
#include "test_live.moc"
