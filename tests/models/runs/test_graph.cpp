#include "runs/critical_path.h"
#include "runs/job_names.h"
#include "runs/prediction.h"
#include "runs/time_shares.h"
#include "runs_demo/facts.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace slipway;
using namespace slipway::runs;
using namespace std::chrono_literals;

namespace {

const QByteArray matrixText = R"(name: Test
on: push
jobs:
  test:
    runs-on: ${{ matrix.os }}
    strategy:
      matrix: {os: [ubuntu, macos], node: [18, 20]}
    steps: [{run: npm test}]
  named:
    name: Check ${{ matrix.os }} now
    runs-on: ubuntu
    strategy: {matrix: {os: [a, b]}}
    steps: [{run: x}]
  later:
    strategy: {matrix: "${{ fromJSON(needs.test.outputs.list) }}"}
    needs: test
    runs-on: ubuntu
    steps: [{run: y}]
  release:
    uses: ./.github/workflows/release.yml
  remote:
    name: Remote
    uses: acme/flows/.github/workflows/x.yml@v1
)";
const QByteArray releaseText = "on: workflow_call\njobs:\n  publish:\n    runs-on: x\n    steps: [{run: z}]\n";

WorkflowFiles matrixFiles()
{
    return demo::files(matrixText, {{".github/workflows/release.yml", releaseText}});
}

Usual usualOfDemo()
{
    Usual usual;
    usual.runs = 5;
    usual.jobs = {{u"Continuous Integration"_s, 284s}, {u"Deploy to Fly.io"_s, 140s}, {u"after"_s, 10s}};
    return usual;
}

} // namespace

/// A run joined with its workflow file.
class TestRunGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jobsAreFoundByGithubsNames_data();
    void jobsAreFoundByGithubsNames();
    void theGraphShowsHowTheRunStands();
    void aGateSaysWhoOpenedIt();
    void stepsOfTheRunnerAreLeftOut();
    void jobsThatFitNowhereStandBeside();
    void withoutAFileTheJobsAreThere();
    void aDynamicMatrixIsFilledWithItsJobs();
    void whatNeverCameIsNotTaken();
    void theCriticalPathGoesBackOverWhatWasWaitedFor();
    void theRestIsEstimatedFromThePast();
    void nothingIsEstimatedWhileAPersonDecides();
    void theTimeGoesToTheLongestParts();
    void theWaterfallBeginsWithTheRun();
    void aWorkflowIsPredictedFromItsJobs();
    void anUnknownJobLeavesNoFigure();
    void hostileNamesDoNoHarm();
};

void TestRunGraph::jobsAreFoundByGithubsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("node");
    QTest::newRow("a matrix's job by its values") << u"test (macos, 20)"_s << u"job:test/(macos, 20)"_s;
    QTest::newRow("a name that speaks of the matrix") << u"Check b now"_s << u"job:named/(b)"_s;
    QTest::newRow("a matrix that an expression decides") << u"later (x, 1)"_s << u"job:later"_s;
    QTest::newRow("a called job") << u"release / publish"_s << u"job:release/job:publish"_s;
    QTest::newRow("a job of another repository's workflow") << u"Remote / build / x"_s << u"job:remote"_s;
    QTest::newRow("a job that the file does not have") << u"other"_s << QString();
    QTest::newRow("values that the matrix does not have") << u"test (windows, 20)"_s << u"job:test"_s;
}

void TestRunGraph::jobsAreFoundByGithubsNames()
{
    QFETCH(QString, name);
    const WorkflowFiles files = matrixFiles();
    const auto open = [](std::string_view) { return true; };
    const auto graph = workflow::buildGraph(files.document, files.repository.get(), {.isOpen = open});
    const int node = nodeOf(expectedNames(graph, files.document, files.repository.get()), name);
    const QString found = node < 0 ? QString() : QString::fromStdString(graph.nodes[std::size_t(node)].id);
    QTEST(found, "node");
}

void TestRunGraph::theGraphShowsHowTheRunStands()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    const LiveGraph graph = liveGraph(demo::running(), &files, {}, demo::at(420));
    QCOMPARE(graph.node(u"job:ci"_s)->status, Status::Success);
    QCOMPARE(graph.node(u"job:ci"_s)->took, std::optional<milliseconds>(288s));
    QCOMPARE(graph.node(u"job:ci"_s)->queued, std::optional<milliseconds>(4s));
    QCOMPARE(graph.node(u"job:deploy"_s)->status, Status::Running);
    QCOMPARE(graph.node(u"job:deploy"_s)->took, std::optional<milliseconds>(114s));
    QCOMPARE(graph.node(u"job:after"_s)->status, Status::Queued);
    QCOMPARE(graph.node(u"job:after"_s)->steps.at(0).name, u"Run echo done"_s);
    QCOMPARE(graph.node(u"on:push"_s)->title, u"Push to main"_s);
    QVERIFY(!graph.node(u"on:workflow_dispatch"_s)->isTaken);
}

void TestRunGraph::aGateSaysWhoOpenedIt()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    const LiveGraph open = liveGraph(demo::running(), &files, {}, demo::at(420));
    const LiveNode *gate = open.node(u"env:production>deploy"_s);
    QCOMPARE(gate->status, Status::Success);
    QCOMPARE(gate->people, QStringList{u"priya-nair"_s});
    QCOMPARE(gate->took, std::optional<milliseconds>(14s));
    const LiveGraph closed = liveGraph(demo::waitingAtGate(), &files, {}, demo::at(352));
    gate = closed.node(u"env:production>deploy"_s);
    QCOMPARE(gate->status, Status::Waiting);
    QCOMPARE(gate->people.size(), 2);
    QCOMPARE(gate->took, std::optional<milliseconds>(60s));
}

void TestRunGraph::stepsOfTheRunnerAreLeftOut()
{
    RunState state = demo::running();
    const LiveGraph graph = liveGraph(state, nullptr, {}, demo::at(420));
    QCOMPARE(graph.nodeOfJob(1)->steps.size(), 3UL);
    state.jobs[0].steps[0].status = Status::Failure;
    const LiveGraph failed = liveGraph(state, nullptr, {}, demo::at(420));
    QCOMPARE(failed.nodeOfJob(1)->steps.at(0).name, u"Set up job"_s);
}

void TestRunGraph::jobsThatFitNowhereStandBeside()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    RunState state = demo::running();
    state.jobs += demo::job(3, u"surprise"_s, Status::Success, 0, 1, 2);
    const LiveGraph graph = liveGraph(state, &files, {}, demo::at(420));
    QVERIFY(graph.node(u"job:surprise"_s));
    QVERIFY(std::ranges::none_of(graph.edges, [](const LiveEdge &edge) { return edge.to == "job:surprise"_L1; }));
}

void TestRunGraph::withoutAFileTheJobsAreThere()
{
    const LiveGraph graph = liveGraph(demo::running(), nullptr, {}, demo::at(420));
    QCOMPARE(graph.nodes.size(), 3UL);
    QVERIFY(graph.node(u"on:push"_s));
    QVERIFY(graph.edges.empty());
}

void TestRunGraph::aDynamicMatrixIsFilledWithItsJobs()
{
    const WorkflowFiles files = matrixFiles();
    RunState state{.run = demo::run(5, Status::Running, 0, 0)};
    state.jobs = {demo::job(1, u"later (a)"_s, Status::Success, 0, 1, 30),
                  demo::job(2, u"later (b)"_s, Status::Running, 0, 1, -1),
                  demo::job(3, u"Remote / build"_s, Status::Failure, 0, 1, 9)};
    const LiveGraph graph = liveGraph(state, &files, {}, demo::at(60));
    QCOMPARE(graph.node(u"job:later/later (a)"_s)->parent, u"job:later"_s);
    QCOMPARE(graph.node(u"job:later"_s)->status, Status::Running);
    QCOMPARE(graph.node(u"job:remote/build"_s)->status, Status::Failure);
    QCOMPARE(graph.node(u"job:remote"_s)->status, Status::Failure);
}

void TestRunGraph::whatNeverCameIsNotTaken()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    RunState state = demo::running();
    state.run = demo::run(1287, Status::Failure, 0, 300);
    state.jobs.removeLast();
    state.jobs[0].status = Status::Failure;
    const LiveGraph graph = liveGraph(state, &files, {}, demo::at(420));
    QVERIFY(!graph.node(u"job:deploy"_s)->isTaken);
    QCOMPARE(graph.node(u"job:deploy"_s)->status, Status::Skipped);
    const auto edge = std::ranges::find(graph.edges, u"job:after"_s, &LiveEdge::to);
    QVERIFY(!edge->isTaken);
}

void TestRunGraph::theCriticalPathGoesBackOverWhatWasWaitedFor()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    const LiveGraph graph = liveGraph(demo::running(), &files, {}, demo::at(420));
    QStringList ids;
    for (const LiveNode *node : criticalNodes(graph))
        ids += node->id;
    QCOMPARE(ids, (QStringList{u"on:push"_s, u"job:ci"_s, u"env:production>deploy"_s, u"job:deploy"_s}));
    const auto edge = std::ranges::find(graph.edges, u"job:ci"_s, &LiveEdge::to);
    QVERIFY(edge->isCritical);
}

void TestRunGraph::theRestIsEstimatedFromThePast()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    const LiveGraph graph = liveGraph(demo::running(), &files, usualOfDemo(), demo::at(420));
    QCOMPARE(graph.node(u"job:deploy"_s)->left, std::optional<milliseconds>(26s));
    QCOMPARE(graph.left, std::optional<milliseconds>(36s));
    QVERIFY(*graph.node(u"job:deploy"_s)->progress() > 0.8);
    const LiveGraph late = liveGraph(demo::running(), &files, usualOfDemo(), demo::at(900));
    QCOMPARE(late.node(u"job:deploy"_s)->left, std::optional<milliseconds>(0s));
    QVERIFY(*late.node(u"job:deploy"_s)->progress() < 1);
}

void TestRunGraph::nothingIsEstimatedWhileAPersonDecides()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    const LiveGraph graph = liveGraph(demo::waitingAtGate(), &files, usualOfDemo(), demo::at(420));
    QVERIFY(!graph.left);
}

void TestRunGraph::theTimeGoesToTheLongestParts()
{
    const WorkflowFiles files = demo::files(demo::workflowText());
    const RunState state = demo::running();
    const LiveGraph graph = liveGraph(state, &files, {}, demo::at(420));
    const TimeShares shares = timeShares(graph, state.run, demo::at(420), 4);
    QStringList names;
    for (const TimeShare &part : shares.parts)
        names += part.kind == TimeShare::Kind::Step ? part.name : u"approval "_s + part.environment;
    QCOMPARE(names, (QStringList{u"Run unit tests"_s, u"Build"_s, u"Deploy to Fly.io"_s, u"Wait for deployment"_s}));
    QCOMPARE(shares.total, milliseconds(420s));
    QCOMPARE(shares.shown, milliseconds(81s + 202s + 72s + 40s));
    const TimeShares all = timeShares(graph, state.run, demo::at(420), 10);
    QVERIFY(std::ranges::contains(all.parts, TimeShare::Kind::Approval, &TimeShare::kind));
}

void TestRunGraph::theWaterfallBeginsWithTheRun()
{
    const RunState state = demo::running();
    const LiveGraph graph = liveGraph(state, nullptr, {}, demo::at(420));
    const auto bars = waterfall(graph, state, demo::at(420));
    QCOMPARE(bars.first().begin, milliseconds(0));
    QCOMPARE(bars.first().queued, milliseconds(4s));
    QCOMPARE(bars.first().took, milliseconds(288s));
    QCOMPARE(bars.at(1).step, 1);
    QCOMPARE(bars.size(), 2 + 4 + 3);
}

void TestRunGraph::aWorkflowIsPredictedFromItsJobs()
{
    const Prediction prediction = predict(demo::files(demo::workflowText()), usualOfDemo());
    QCOMPARE(prediction.total, std::optional<milliseconds>(434s));
    QVERIFY(prediction.unknown.isEmpty());
    QCOMPARE(prediction.criticalPath.last(), u"job:after"_s);
    QVERIFY(prediction.criticalPath.contains(u"job:ci"_s));
}

void TestRunGraph::anUnknownJobLeavesNoFigure()
{
    Usual usual = usualOfDemo();
    usual.jobs.remove(u"after"_s);
    const Prediction prediction = predict(demo::files(demo::workflowText()), usual);
    QVERIFY(!prediction.total);
    QCOMPARE(prediction.unknown, QStringList{u"after"_s});
    QCOMPARE(prediction.jobs.size(), 2);
}

void TestRunGraph::hostileNamesDoNoHarm()
{
    const WorkflowFiles files =
        demo::files("on: push\njobs:\n  a:\n    name: \"${{ ${{ \"\n  \"<b>\": {needs: [a, a, x]}\n");
    RunState state{.run = demo::run(5, Status::Running, 0, 0)};
    const QString long10k = u"e"_s + QString(10'000, QChar(0x0301));
    state.jobs = {demo::job(1, u"<b>"_s, Status::Running, 0, 1, -1), demo::job(2, long10k, Status::Queued, 0, -1, -1),
                  demo::job(3, QString(), Status::Queued, 0, -1, -1)};
    const LiveGraph graph = liveGraph(state, &files, {}, demo::at(60));
    QCOMPARE(graph.nodeOfJob(1)->id, u"job:<b>"_s);
    QVERIFY(graph.nodeOfJob(2));
    QVERIFY(graph.nodeOfJob(3));
    const WorkflowFiles cycle = demo::files("on: push\njobs:\n  a: {needs: b}\n  b: {needs: a}\n");
    QVERIFY(liveGraph(state, &cycle, usualOfDemo(), demo::at(60)).node(u"job:a"_s));
    QVERIFY(!predict(cycle, usualOfDemo()).total);
}

QTEST_GUILESS_MAIN(TestRunGraph)
#include "test_graph.moc"
