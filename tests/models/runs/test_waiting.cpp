#include "runs/waiting.h"
#include "runs_demo/facts.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using namespace std::chrono_literals;

namespace {

QList<WaitReason> reasonsOf(const RunState &state, const Surroundings &others = {}, int now = 420)
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    const LiveGraph graph = liveGraph(state, &files, {}, demo::at(now));
    return waitReasons(state, graph, &files, others, demo::at(now));
}

QString firstWords(const RunState &state, const Surroundings &others = {})
{
    const auto reasons = reasonsOf(state, others);
    return reasons.isEmpty() ? QString() : reasons.first().words(demo::at(420));
}

} // namespace

/// Why a run does not go on.
class TestRunWaiting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGateNamesItsReviewers();
    void aTimerSaysWhenItEnds();
    void aConcurrencyGroupNamesItsHolder();
    void aRunnerIsNamedByItsLabels();
    void anotherWorkflowMayHoldTheGroup();
    void aLabelThatNobodyHasIsSaid();
    void aJobNamesWhatItNeeds();
    void whatIsOverWaitsForNothing();
    void theGroupIsWorkedOut_data();
    void theGroupIsWorkedOut();
};

void TestRunWaiting::aGateNamesItsReviewers()
{
    RunState state = demo::waitingAtGate();
    QCOMPARE(
        firstWords(state),
        u"Waits for approval to deploy to production. You may approve it. It has waited 2\u00a0min\u00a008\u00a0s."_s);
    state.gates[0].canApprove = false;
    QVERIFY(firstWords(state).contains("priya-nair or aiko-tanaka may approve it."_L1));
}

void TestRunWaiting::aTimerSaysWhenItEnds()
{
    RunState state = demo::waitingAtGate();
    state.gates[0].waitTimer = 30min;
    state.gates[0].waitTimerStartedAt = demo::at(300);
    QCOMPARE(firstWords(state), u"The wait timer of production ends at 14:46."_s);
    QCOMPARE(reasonsOf(state, {}, 300 + 1801).first().kind, WaitReason::Kind::Approval);
}

void TestRunWaiting::aConcurrencyGroupNamesItsHolder()
{
    RunState state{.run = demo::run(1288, Status::Queued, 60, 0)};
    state.run.phase = u"pending"_s;
    RunFact other = demo::run(1290, Status::Running, 30, 0);
    other.branch = u"feature"_s;
    const Surroundings others{
        .runs = {demo::run(1289, Status::Running, 70, 0), other, demo::run(1287, Status::Running, 0, 0)}};
    const auto reasons = reasonsOf(state, others);
    QCOMPARE(reasons.first().kind, WaitReason::Kind::Concurrency);
    QCOMPARE(reasons.first().group, u"deploy-refs/heads/main"_s);
    QCOMPARE(reasons.first().holders.size(), 1);
    QVERIFY(
        firstWords(state, others)
            .startsWith(
                "It waits until run #1287 of Patient Graph CI/CD ends, which holds the group deploy-refs/heads/main."_L1));
    QVERIFY(firstWords(state).startsWith("It waits for another run of the group deploy-refs/heads/main."_L1));
}

void TestRunWaiting::aRunnerIsNamedByItsLabels()
{
    RunState state{.run = demo::run(1288, Status::Queued, 0, 0)};
    state.run.phase = u"queued"_s;
    state.jobs = {demo::job(1, u"Continuous Integration"_s, Status::Queued, 0, -1, -1)};
    state.jobs[0].labels = {u"self-hosted"_s, u"gpu"_s};
    QCOMPARE(
        firstWords(state),
        u"Continuous Integration waits for a runner with the labels self-hosted, gpu. It has waited 7\u00a0min\u00a000\u00a0s."_s);
}

void TestRunWaiting::anotherWorkflowMayHoldTheGroup()
{
    RunState state{.run = demo::run(1288, Status::Queued, 60, 0)};
    state.run.phase = u"pending"_s;
    RunFact migrations = demo::run(96, Status::Running, 0, 0);
    migrations.path = u".github/workflows/database-migrations.yml"_s;
    migrations.workflow = u"Database Migrations"_s;
    Surroundings others{.runs = {migrations}};
    // Without its file nothing is claimed.
    QVERIFY(reasonsOf(state, others).first().holders.isEmpty());
    others.groups.insert(96, u"Deploy-refs/heads/main"_s);
    QCOMPARE(reasonsOf(state, others).first().holders.size(), 1);
    QVERIFY(firstWords(state, others).startsWith("It waits until run #96 of Database Migrations ends"_L1));
}

void TestRunWaiting::aLabelThatNobodyHasIsSaid()
{
    RunState state{.run = demo::run(1288, Status::Queued, 0, 0)};
    state.run.phase = u"queued"_s;
    state.jobs = {demo::job(1, u"Continuous Integration"_s, Status::Queued, 0, -1, -1)};
    state.jobs[0].labels = {u"Ubuntu-Latest"_s, u"gpu"_s};
    const Surroundings known{.runnerLabels = {u"ubuntu-latest"_s}};
    QCOMPARE(reasonsOf(state, known).first().unknownLabels, QStringList{u"gpu"_s});
    QVERIFY(firstWords(state, known).contains("nor runner-labels in slipway.yaml knows gpu"_L1));
    QVERIFY(reasonsOf(state, {.runnerLabels = {u"ubuntu-latest"_s, u"gpu"_s}}).first().unknownLabels.isEmpty());
}

void TestRunWaiting::aJobNamesWhatItNeeds()
{
    const auto reasons = reasonsOf(demo::running());
    QCOMPARE(reasons.size(), 1);
    QCOMPARE(reasons.first().words(demo::at(420)), u"after starts after Deploy to Fly.io."_s);
}

void TestRunWaiting::whatIsOverWaitsForNothing()
{
    RunState state = demo::waitingAtGate();
    state.run = demo::run(1287, Status::Cancelled, 0, 300);
    QVERIFY(reasonsOf(state).isEmpty());
}

void TestRunWaiting::theGroupIsWorkedOut_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QString>("group");
    QTest::newRow("a plain name") << "deploy"_ba << u"deploy"_s;
    QTest::newRow("workflow and branch") << "'${{ github.workflow }}-${{ github.ref_name }}'"_ba << u"CI-main"_s;
    QTest::newRow("the first that is not empty") << "'${{ github.head_ref || github.run_id }}'"_ba << u"7"_s;
    QTest::newRow("what nobody knows here") << "'x-${{ inputs.app }}'"_ba << QString();
    QTest::newRow("an expression without an end") << "'x-${{ github.ref'"_ba << u"x-${{ github.ref"_s;
}

void TestRunWaiting::theGroupIsWorkedOut()
{
    QFETCH(QByteArray, written);
    const auto document = workflow::Document::open("name: CI\nconcurrency: " + written + "\non: push\n");
    QTEST(concurrencyGroup(document.workflow(), demo::run(7, Status::Queued, 0, 0)), "group");
}

QTEST_GUILESS_MAIN(TestRunWaiting)
#include "test_waiting.moc"
