#include "layout/layout.h"

#include "checks.h"
#include "random_graphs.h"

#include <QTest>

#include <limits>

using namespace slipway;
using namespace Qt::StringLiterals;
using layout::Graph;
using layout::Layout;

namespace {

Graph chain(int length, bool isClosed)
{
    Graph graph;
    for (int i = 0; i < length; ++i) {
        graph.nodes.push_back({std::to_string(i), 100, 40});
        if (i > 0)
            graph.edges.push_back({std::to_string(i - 1), std::to_string(i)});
    }
    if (isClosed)
        graph.edges.push_back({std::to_string(length - 1), "0"});
    return graph;
}

const layout::PlacedNode &nodeOf(const Layout &drawn, const std::string &id)
{
    return *std::ranges::find(drawn.nodes, id, &layout::PlacedNode::id);
}

} // namespace

class TestLayout final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHundredGraphsAreDrawnWithoutFault();
    void theSameGraphIsAlwaysDrawnTheSame();
    void edgesLeadToLaterLayers();
    void whatHasTheGraphsOrderKeepsIt();
    void shapesOfNoCrossingHaveNone_data();
    void shapesOfNoCrossingHaveNone();
    void cyclesOfAnyLengthAreDrawn_data();
    void cyclesOfAnyLengthAreDrawn();
    void loopsAndRepeatedEdgesAreDrawn();
    void partsLieOneBelowTheOther();
    void aGraphOfNothingIsDrawnEmpty();
    void nodesWithoutSizeAreDrawn();
    void manyEdgesOfOneNodeAreDrawn();
    void denseGraphsAreDrawnInTime();
    void whatCannotBeDrawnIsRefused_data();
    void whatCannotBeDrawnIsRefused();
};

void TestLayout::aHundredGraphsAreDrawnWithoutFault()
{
    tests::Dice dice(1);
    for (int round = 0; round < 100; ++round) {
        const int nodes = 1 + dice.below(60);
        const Graph graph = tests::randomGraph(dice, nodes, dice.below(2 * nodes + 1), round % 4 == 0);
        const auto drawn = layout::layOut(graph);
        QVERIFY(drawn);
        QCOMPARE(tests::firstFault(*drawn), QString());
    }
}

void TestLayout::theSameGraphIsAlwaysDrawnTheSame()
{
    tests::Dice dice(2);
    const Graph graph = tests::randomGraph(dice, 80, 160, true);
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    QVERIFY(*drawn == *layout::layOut(graph));
}

void TestLayout::edgesLeadToLaterLayers()
{
    tests::Dice dice(3);
    const auto drawn = layout::layOut(tests::randomGraph(dice, 70, 140));
    QVERIFY(drawn);
    for (const layout::PlacedEdge &edge : drawn->edges) {
        const auto &from = nodeOf(*drawn, edge.from);
        const auto &to = nodeOf(*drawn, edge.to);
        QVERIFY(from.layer < to.layer);
        QVERIFY(from.x + from.width < to.x);
    }
}

void TestLayout::whatHasTheGraphsOrderKeepsIt()
{
    tests::Dice dice(4);
    const Graph graph = tests::randomGraph(dice, 30, 50, true);
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    QCOMPARE(drawn->nodes.size(), graph.nodes.size());
    QCOMPARE(drawn->edges.size(), graph.edges.size());
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        QCOMPARE(drawn->nodes[i].id, graph.nodes[i].id);
        QCOMPARE(drawn->nodes[i].width, graph.nodes[i].width);
        QCOMPARE(drawn->nodes[i].height, graph.nodes[i].height);
    }
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        QCOMPARE(drawn->edges[i].from, graph.edges[i].from);
        QCOMPARE(drawn->edges[i].to, graph.edges[i].to);
        QCOMPARE(drawn->edges[i].kind, graph.edges[i].kind);
    }
}

void TestLayout::shapesOfNoCrossingHaveNone_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("rows");

    QTest::newRow("a chain") << 40 << 1;
    QTest::newRow("a ladder") << 40 << 2;
    QTest::newRow("a grid") << 12 << 12;
}

void TestLayout::shapesOfNoCrossingHaveNone()
{
    QFETCH(const int, columns);
    QFETCH(const int, rows);
    Graph graph;
    const auto name = [](int column, int row) { return std::to_string(column) + '/' + std::to_string(row); };
    for (int column = 0; column < columns; ++column) {
        for (int row = 0; row < rows; ++row) {
            graph.nodes.push_back({name(column, row), 100, 40});
            if (column > 0)
                graph.edges.push_back({name(column - 1, row), name(column, row)});
            if (row > 0)
                graph.edges.push_back({name(column, row - 1), name(column, row)});
        }
    }
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    QCOMPARE(tests::firstFault(*drawn), QString());
    QCOMPARE(tests::crossings(*drawn), 0);
}

void TestLayout::cyclesOfAnyLengthAreDrawn_data()
{
    QTest::addColumn<int>("length");

    QTest::newRow("two") << 2;
    QTest::newRow("three") << 3;
    QTest::newRow("five thousand") << 5000;
}

void TestLayout::cyclesOfAnyLengthAreDrawn()
{
    QFETCH(const int, length);
    const auto drawn = layout::layOut(chain(length, true));
    QVERIFY(drawn);
    int backwards = 0;
    for (const layout::PlacedEdge &edge : drawn->edges)
        backwards += edge.points.back().x < edge.points.front().x;
    QCOMPARE(backwards, 1);
    QCOMPARE(nodeOf(*drawn, std::to_string(length - 1)).layer, length - 1);
}

void TestLayout::loopsAndRepeatedEdgesAreDrawn()
{
    const Graph graph{{{"a", 80, 40}, {"b", 80, 40}}, {{"a", "a", 1}, {"a", "b", 2}, {"a", "b", 3}, {"b", "a", 4}}};
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    QCOMPARE(tests::firstFault(*drawn), QString());
    QVERIFY(drawn->edges[0].points.size() > 2);
    QCOMPARE(drawn->edges[2].kind, 3);
    QVERIFY(drawn->edges[3].points.front().x > drawn->edges[3].points.back().x);
}

void TestLayout::partsLieOneBelowTheOther()
{
    Graph graph{{{"a", 80, 40}, {"lone", 80, 40}, {"b", 80, 40}, {"c", 80, 40}}, {{"b", "a"}}};
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    QCOMPARE(nodeOf(*drawn, "b").y, 0);
    QCOMPARE(nodeOf(*drawn, "b").x, 0);
    QCOMPARE(nodeOf(*drawn, "lone").x, 0);
    QCOMPARE(nodeOf(*drawn, "lone").y, 40 + layout::Options().nodeGap);
    QCOMPARE(nodeOf(*drawn, "c").y, 2 * (40 + layout::Options().nodeGap));
}

void TestLayout::aGraphOfNothingIsDrawnEmpty()
{
    const auto drawn = layout::layOut({});
    QVERIFY(drawn);
    QVERIFY(*drawn == Layout());
}

void TestLayout::nodesWithoutSizeAreDrawn()
{
    const Graph graph{{{"a"}, {"b"}, {"c"}}, {{"a", "b"}, {"b", "c"}, {"a", "c"}}};
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    QCOMPARE(tests::outsideOfDrawing(*drawn), QString());
    const auto tight = layout::layOut(graph, {.layerGap = 0, .nodeGap = 0, .edgeGap = 0});
    QVERIFY(tight);
    QCOMPARE(tests::outsideOfDrawing(*tight), QString());
}

void TestLayout::manyEdgesOfOneNodeAreDrawn()
{
    Graph graph{{{"start", 100, 40}, {"end", 100, 40}}, {}};
    for (int i = 0; i < 1500; ++i) {
        const std::string id = std::to_string(i);
        graph.nodes.push_back({id, 100, 40});
        graph.edges.push_back({"start", id});
        graph.edges.push_back({id, "end"});
    }
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    QCOMPARE(tests::firstFault(*drawn), QString());
}

void TestLayout::denseGraphsAreDrawnInTime()
{
    // All pairs: drawn layer by layer its edges would pass more than a hundred thousand layers.
    Graph graph;
    for (int i = 0; i < 90; ++i) {
        graph.nodes.push_back({std::to_string(i), 100, 40});
        for (int j = 0; j < i; ++j)
            graph.edges.push_back({std::to_string(j), std::to_string(i)});
    }
    const auto drawn = layout::layOut(graph, {.effort = layout::Options::Effort::Interactive});
    QVERIFY(drawn);
    QCOMPARE(tests::firstFault(*drawn), QString());
}

void TestLayout::whatCannotBeDrawnIsRefused_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<layout::Options>("options");
    QTest::addColumn<QString>("named");

    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double endless = std::numeric_limits<double>::infinity();
    QTest::newRow("a negative width") << Graph{{{"a", -1, 1}}, {}} << layout::Options() << u"“a”"_s;
    QTest::newRow("a height that is no number") << Graph{{{"a", 1, nan}}, {}} << layout::Options() << u"“a”"_s;
    QTest::newRow("an endless height") << Graph{{{"a", 1, endless}}, {}} << layout::Options() << u"“a”"_s;
    QTest::newRow("a node without id") << Graph{{{"", 1, 1}}, {}} << layout::Options() << u"no id"_s;
    QTest::newRow("an id used twice") << Graph{{{"a", 1, 1}, {"a", 1, 1}}, {}} << layout::Options() << u"“a”"_s;
    QTest::newRow("an edge from nowhere") << Graph{{{"a", 1, 1}}, {{"b", "a"}}} << layout::Options() << u"“b”"_s;
    QTest::newRow("an edge to nowhere") << Graph{{{"a", 1, 1}}, {{"a", "b"}}} << layout::Options() << u"“b”"_s;
    QTest::newRow("a negative gap") << Graph() << layout::Options{.nodeGap = -1} << u"gaps"_s;
}

void TestLayout::whatCannotBeDrawnIsRefused()
{
    QFETCH(const Graph, graph);
    QFETCH(const layout::Options, options);
    QFETCH(const QString, named);
    const auto drawn = layout::layOut(graph, options);
    QVERIFY(!drawn);
    QCOMPARE(drawn.error().kind, base::Error::Kind::InvalidInput);
    QVERIFY2(drawn.error().message.contains(named), qPrintable(drawn.error().message));
}

QTEST_GUILESS_MAIN(TestLayout)
#include "test_layout.moc"
