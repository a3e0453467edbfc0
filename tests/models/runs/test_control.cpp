#include "runs/control.h"
#include "runs_demo/facts.h"
#include "runs_demo/fake_actions.h"

#include "test_support/outcome.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using namespace std::chrono_literals;
using Kind = Wish::Kind;

namespace {

struct Bench {
    std::shared_ptr<demo::FakeActions> github = std::make_shared<demo::FakeActions>();
    std::shared_ptr<base::ManualClock> clock = std::make_shared<base::ManualClock>(demo::at(420));
    std::stop_source stop;

    explicit Bench(const RunState &state = demo::running())
    {
        github->knownRuns = {state.run};
        github->knownGates = state.gates;
        github->knownWorkflows = {workflow()};
    }

    static WorkflowFact workflow()
    {
        return {.id = 11, .name = u"Patient Graph CI/CD"_s, .path = demo::running().run.path};
    }

    Wish wish(Kind kind) const
    {
        return {.kind = kind,
                .run = github->knownRuns.first(),
                .job = demo::running().jobs.first(),
                .workflow = workflow(),
                .ref = u"main"_s,
                .gates = github->knownGates};
    }

    void loseAnswers()
    {
        base::Error lost = base::makeError(base::Error::Kind::Network, u"The connection was cut."_s);
        lost.outcomeUnknown = true;
        github->writingFails = lost;
    }

    test::Outcome<Outcome> carryOut(const Wish &wish)
    {
        return test::Outcome<Outcome>(runs::carryOut(github, clock, wish, stop.get_token()));
    }
};

} // namespace

/// Plans carried out.
class TestRunControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachWishIsToldOnce_data();
    void eachWishIsToldOnce();
    void aRunThatChangedIsLeftAlone();
    void aRefusalIsGivenBack();
    void aLostAnswerIsLookedUp();
    void whatCannotBeToldIsSaidSo();
    void aDispatchGivesItsRun();
    void aDispatchWithoutAnIdFindsItsRun();
    void aLostDispatchIsNeverSentTwice();
};

void TestRunControl::eachWishIsToldOnce_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("told");
    QTest::newRow("cancel") << Kind::Cancel << u"cancel 1287"_s;
    QTest::newRow("force") << Kind::ForceCancel << u"force-cancel 1287"_s;
    QTest::newRow("all again") << Kind::RerunAll << u"rerun 1287"_s;
    QTest::newRow("failed again") << Kind::RerunFailed << u"rerun-failed 1287"_s;
    QTest::newRow("one again") << Kind::RerunJob << u"rerun-job 1"_s;
    QTest::newRow("disable") << Kind::Disable << u"disable 11"_s;
    QTest::newRow("approve") << Kind::Approve << u"approve 1287 4 fine"_s;
    QTest::newRow("reject") << Kind::Reject << u"reject 1287 4 fine"_s;
}

void TestRunControl::eachWishIsToldOnce()
{
    QFETCH(Kind, kind);
    QFETCH(QString, told);
    RunState state = kind == Kind::Approve || kind == Kind::Reject ? demo::waitingAtGate() : demo::running();
    if (kind == Kind::RerunAll || kind == Kind::RerunFailed || kind == Kind::RerunJob)
        state.run = demo::run(1287, Status::Failure, 0, 400);
    Bench bench(state);
    Wish wish = bench.wish(kind);
    wish.comment = u"fine"_s;
    const auto outcome = bench.carryOut(wish);
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(bench.github->told, QStringList{told});
    QVERIFY(outcome.value().words.endsWith(u'.'));
}

void TestRunControl::aRunThatChangedIsLeftAlone()
{
    Bench bench;
    const Wish wish = bench.wish(Kind::Cancel);
    bench.github->knownRuns[0] = demo::run(1287, Status::Success, 0, 400);
    const auto ended = bench.carryOut(wish);
    QTRY_VERIFY(ended.isError());
    QCOMPARE(ended.error().kind, base::Error::Kind::Conflict);
    bench.github->knownRuns[0].attempt = 2;
    const auto again = bench.carryOut(bench.wish(Kind::RerunAll));
    QTRY_VERIFY(again.isDone());
    QVERIFY(again.isValue());
    Wish old = bench.wish(Kind::RerunAll);
    old.run.attempt = 1;
    const auto stale = bench.carryOut(old);
    QTRY_VERIFY(stale.isError());
    QCOMPARE(bench.github->told.size(), 1);
}

void TestRunControl::aRefusalIsGivenBack()
{
    Bench bench;
    bench.github->writingFails = base::makeError(base::Error::Kind::Forbidden, u"Resource not accessible."_s);
    const auto outcome = bench.carryOut(bench.wish(Kind::Cancel));
    QTRY_VERIFY(outcome.isError());
    QCOMPARE(outcome.error().kind, base::Error::Kind::Forbidden);
    QCOMPARE(bench.github->asked, QStringList{u"run"_s});
}

void TestRunControl::aLostAnswerIsLookedUp()
{
    Bench bench(demo::waitingAtGate());
    bench.loseAnswers();
    const Wish wish = bench.wish(Kind::Approve);
    bench.github->onWrite = [&bench] { bench.github->knownGates.clear(); };
    const auto outcome = bench.carryOut(wish);
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(bench.github->told.size(), 1);
}

void TestRunControl::whatCannotBeToldIsSaidSo()
{
    Bench bench;
    bench.loseAnswers();
    const auto outcome = bench.carryOut(bench.wish(Kind::Cancel));
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().outcomeUnknown);
    QVERIFY(outcome.error().message.contains(u"did not say"_s));
    QCOMPARE(bench.github->told.size(), 1);
}

void TestRunControl::aDispatchGivesItsRun()
{
    Bench bench;
    bench.github->startedRun = 1300;
    Wish wish = bench.wish(Kind::Dispatch);
    wish.inputs = {{u"app"_s, u"api"_s}};
    const auto outcome = bench.carryOut(wish);
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().run, std::optional<qint64>(1300));
    QCOMPARE(bench.github->told, QStringList{u"dispatch patient-graph-ci-cd.yml main app=api"_s});
}

void TestRunControl::aDispatchWithoutAnIdFindsItsRun()
{
    Bench bench;
    RunFact before = demo::run(1290, Status::Success, 419, 1);
    before.event = u"workflow_dispatch"_s;
    bench.github->knownRuns = {before};
    const auto outcome = bench.carryOut(bench.wish(Kind::Dispatch));
    QTRY_COMPARE(bench.clock->waiting(), 1);
    RunFact started = demo::run(1301, Status::Queued, 421, 0);
    started.event = u"workflow_dispatch"_s;
    bench.github->knownRuns.prepend(started);
    bench.clock->advance(1s);
    QTRY_VERIFY(outcome.isValue());
    QCOMPARE(outcome.value().run, std::optional<qint64>(1301));
}

void TestRunControl::aLostDispatchIsNeverSentTwice()
{
    Bench bench;
    bench.loseAnswers();
    const auto outcome = bench.carryOut(bench.wish(Kind::Dispatch));
    for (int look = 0; look < 4; ++look) {
        QTRY_COMPARE(bench.clock->waiting(), 1);
        bench.clock->advance(1s);
    }
    QTRY_VERIFY(outcome.isError());
    QVERIFY(outcome.error().outcomeUnknown);
    QCOMPARE(bench.github->told.size(), 1);
}

QTEST_GUILESS_MAIN(TestRunControl)
#include "test_control.moc"
