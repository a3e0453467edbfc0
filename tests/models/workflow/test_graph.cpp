#include "workflow/graph.h"
#include "workflow/graph_layout.h"
#include "workflow/needs.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace slipway;

namespace {

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

QString nodesOf(const workflow::Graph &graph)
{
    QStringList lines;
    for (const workflow::GraphNode &node : graph.nodes)
        lines += text(node.id) + (node.isFolded ? u" folded"_s : QString());
    return lines.join(u'\n');
}

QString edgesOf(const workflow::Graph &graph)
{
    QStringList lines;
    for (const workflow::GraphEdge &edge : graph.edges) {
        lines += text(graph.nodes[size_t(edge.from)].id) + u" > "_s + text(graph.nodes[size_t(edge.to)].id)
            + (edge.isImplied ? u" implied"_s : QString());
    }
    return lines.join(u'\n');
}

bool always(std::string_view)
{
    return true;
}

} // namespace

class TestGraph : public QObject
{
    Q_OBJECT

private slots:
    void showsTriggersJobsAndGates_data();
    void showsTriggersJobsAndGates();
    void opensAMatrix();
    void opensCallsWithinCalls();
    void leavesOutWhatIsNotAskedFor();
    void pointsToWhereThingsStand();
    void ordersJobsByTheirNeeds();
    void staysQuickOnALongCycle();
    void arrangesGroupsAroundTheirInsides();
    void arrangesEveryFileOfTheCorpus();
};

void TestGraph::showsTriggersJobsAndGates_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("nodes");
    QTest::addColumn<QString>("edges");
    QTest::newRow("empty") << ""_ba << QString() << QString();
    QTest::newRow("two jobs, two events")
        << "on: [push, fork]\njobs: {a: {}, b: {needs: a}}\n"_ba << u"on:push\non:fork\njob:a\njob:b"_s
        << u"on:push > job:a\non:fork > job:a\njob:a > job:b"_s;
    QTest::newRow("a gate") << "on: push\njobs: {a: {}, b: {needs: A, environment: production}}\n"_ba
                            << u"on:push\njob:a\njob:b\nenv:production>b"_s
                            << u"env:production>b > job:b\non:push > job:a\njob:a > env:production>b"_s;
    QTest::newRow("a gate on the first job") << "on: push\njobs: {a: {environment: {name: x}}}\n"_ba
                                             << u"on:push\njob:a\nenv:x>a"_s << u"env:x>a > job:a\non:push > env:x>a"_s;
    QTest::newRow("what is implied") << "jobs: {a: {}, b: {needs: a}, c: {needs: [a, b]}}\n"_ba
                                     << u"job:a\njob:b\njob:c"_s
                                     << u"job:a > job:b\njob:a > job:c implied\njob:b > job:c"_s;
    QTest::newRow("needs that name nothing, or twice")
        << "jobs: {a: {needs: [x]}, b: {needs: [a, a]}}\n"_ba << u"job:a\njob:b"_s << u"job:a > job:b"_s;
    QTest::newRow("a cycle") << "on: push\njobs: {a: {needs: b}, b: {needs: a}, c: {needs: c}}\n"_ba
                             << u"on:push\njob:a\njob:b\njob:c"_s << u"job:b > job:a\njob:a > job:b\njob:c > job:c"_s;
    QTest::newRow("ids written twice") << "jobs:\n  a: {}\n  a: {}\n"_ba << u"job:a\njob:a#2"_s << QString();
    QTest::newRow("a matrix") << "jobs: {a: {strategy: {matrix: {os: [x, y]}}}}\n"_ba << u"job:a folded"_s << QString();
    QTest::newRow("a call that nobody can read")
        << "jobs: {a: {uses: ./.github/workflows/x.yml}}\n"_ba << u"job:a"_s << QString();
}

void TestGraph::showsTriggersJobsAndGates()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, nodes);
    QFETCH(const QString, edges);
    const workflow::Graph graph = workflow::buildGraph(workflow::Document::open(yaml));
    QCOMPARE(nodesOf(graph), nodes);
    QCOMPARE(edgesOf(graph), edges);
}

void TestGraph::opensAMatrix()
{
    const auto document = workflow::Document::open(
        "jobs: {a: {name: Test, strategy: {matrix: {os: [x, y]}}}, b: {strategy: {matrix: \"${{ x }}\"}}}\n"_ba);
    const workflow::Graph graph = workflow::buildGraph(document, nullptr, {.isOpen = always});
    QCOMPARE(nodesOf(graph), u"job:a\njob:a/(x)\njob:a/(y)\njob:b"_s);
    QCOMPARE(graph.nodes[1].title, "Test (x)");
    QCOMPARE(graph.nodes[1].parent, 0);
    QCOMPARE(graph.nodes[0].combinations, 2);
    QCOMPARE(graph.nodes[3].combinations, -1);
}

void TestGraph::opensCallsWithinCalls()
{
    const workflow::MemoryRepository repository({
        {".github/workflows/b.yml",
         "on: workflow_call\njobs: {x: {}, y: {needs: x, uses: ./.github/workflows/c.yml}}\n"},
        {".github/workflows/c.yml", "on: workflow_call\njobs: {z: {environment: e}}\n"},
    });
    const auto document =
        workflow::Document::open("on: push\njobs: {a: {uses: ./.github/workflows/b.yml}, last: {needs: a}}\n"_ba);
    QCOMPARE(nodesOf(workflow::buildGraph(document, &repository)), u"on:push\njob:a folded\njob:last"_s);
    const auto onlyA = [](std::string_view id) { return id == "job:a"; };
    QCOMPARE(nodesOf(workflow::buildGraph(document, &repository, {.isOpen = onlyA})),
             u"on:push\njob:a\njob:a/job:x\njob:a/job:y folded\njob:last"_s);
    const workflow::Graph open = workflow::buildGraph(document, &repository, {.isOpen = always});
    QCOMPARE(nodesOf(open),
             u"on:push\njob:a\njob:a/job:x\njob:a/job:y\njob:a/job:y/job:z\n"
             "job:a/job:y/env:e>z\njob:last"_s);
    for (const workflow::GraphEdge &edge : open.edges)
        QCOMPARE(open.nodes[size_t(edge.from)].parent, open.nodes[size_t(edge.to)].parent);
}

void TestGraph::leavesOutWhatIsNotAskedFor()
{
    const auto document = workflow::Document::open("on: push\njobs: {a: {environment: e}}\n"_ba);
    const workflow::GraphOptions options = {.showsTriggers = false, .showsEnvironments = false, .isOpen = {}};
    QCOMPARE(nodesOf(workflow::buildGraph(document, nullptr, options)), u"job:a"_s);
}

void TestGraph::pointsToWhereThingsStand()
{
    const auto document = workflow::Document::open("on: push\njobs:\n  a:\n    environment: prod\n"_ba);
    const workflow::Graph graph = workflow::buildGraph(document);
    const auto source = [&](const char *id) {
        const yaml::Range range = graph.nodes[size_t(graph.indexOf(id))].range;
        return document.source().mid(range.begin, range.size());
    };
    QCOMPARE(source("on:push"), "push"_ba);
    QCOMPARE(source("job:a"), "a:\n    environment: prod"_ba);
    QCOMPARE(source("env:prod>a"), "prod"_ba);
    QCOMPARE(graph.indexOf("job:z"), -1);
}

void TestGraph::ordersJobsByTheirNeeds()
{
    const auto document = workflow::Document::open(
        "jobs: {c: {needs: b}, b: {needs: a}, a: {}, x: {needs: y}, y: {needs: x}, z: {needs: y}}\n"_ba);
    const workflow::Needs needs(document.workflow());
    QCOMPARE(needs.order(), (std::vector<int>{2, 1, 0}));
}

void TestGraph::staysQuickOnALongCycle()
{
    QByteArray yaml = "jobs:\n  j0: {needs: j4999}\n";
    for (int at = 1; at < 5000; ++at)
        yaml += "  j" + QByteArray::number(at) + ": {needs: j" + QByteArray::number(at - 1) + "}\n";
    const workflow::Graph graph = workflow::buildGraph(workflow::Document::open(yaml));
    QCOMPARE(graph.nodes.size(), 5000U);
    QCOMPARE(graph.edges.size(), 5000U);
}

void TestGraph::arrangesGroupsAroundTheirInsides()
{
    const auto document =
        workflow::Document::open("on: push\njobs: {a: {strategy: {matrix: {os: [x, y]}}}, b: {needs: a}}\n"_ba);
    const workflow::Graph graph = workflow::buildGraph(document, nullptr, {.isOpen = always});
    const auto placed = workflow::arrange(graph, [](const workflow::GraphNode &) { return workflow::Size{100, 40}; });
    QVERIFY(placed);
    const auto box = [&](const char *id) { return placed->boxes[size_t(graph.indexOf(id))]; };
    for (const char *id : {"job:a/(x)", "job:a/(y)"}) {
        QCOMPARE_GE(box(id).x, box("job:a").x + 16);
        QCOMPARE_GE(box(id).y, box("job:a").y + 32 + 16);
        QCOMPARE_LE(box(id).x + 100, box("job:a").x + box("job:a").width - 16);
        QCOMPARE_LE(box(id).y + 40, box("job:a").y + box("job:a").height - 16);
    }
    QCOMPARE_GT(box("job:b").x, box("job:a").x + box("job:a").width);
    QCOMPARE(placed->lines.size(), graph.edges.size());
    for (const auto &line : placed->lines)
        QCOMPARE_GE(line.size(), 2U);
    const auto again = workflow::arrange(graph, [](const workflow::GraphNode &) { return workflow::Size{100, 40}; },
                                         {.layout = {}, .previous = &*placed});
    QVERIFY(again);
    QCOMPARE(again->boxes, placed->boxes);
}

void TestGraph::arrangesEveryFileOfTheCorpus()
{
    const QString folder = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus/workflows");
    if (!QDir(folder).exists())
        QSKIP("the corpus is not here");
    QDirIterator files(folder, {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        // Each third one is enough here.
        if (++count % 3 != 0 || !file.open(QIODevice::ReadOnly))
            continue;
        const auto document = workflow::Document::open(file.readAll());
        const workflow::Graph graph = workflow::buildGraph(document, nullptr, {.isOpen = always});
        const auto placed =
            workflow::arrange(graph, [](const workflow::GraphNode &) { return workflow::Size{120, 48}; });
        QVERIFY2(placed, qPrintable(file.fileName()));
        QCOMPARE(placed->boxes.size(), graph.nodes.size());
    }
    QVERIFY(count > 100);
}

QTEST_GUILESS_MAIN(TestGraph)
#include "test_graph.moc"
