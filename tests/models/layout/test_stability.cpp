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

/// How far the nodes that both drawings know moved up or down; from the least to the most.
std::vector<double> movesDown(const Layout &before, const Layout &after)
{
    std::vector<double> moves;
    for (const layout::PlacedNode &node : before.nodes) {
        const auto found = std::ranges::find(after.nodes, node.id, &layout::PlacedNode::id);
        if (found != after.nodes.end())
            moves.push_back(std::abs(found->y - node.y));
    }
    std::ranges::sort(moves);
    return moves;
}

int turnedPairs(const Layout &before, const Layout &after)
{
    int turned = 0;
    for (const layout::PlacedNode &one : before.nodes) {
        for (const layout::PlacedNode &other : before.nodes) {
            const auto oneAfter = std::ranges::find(after.nodes, one.id, &layout::PlacedNode::id);
            const auto otherAfter = std::ranges::find(after.nodes, other.id, &layout::PlacedNode::id);
            if (oneAfter == after.nodes.end() || otherAfter == after.nodes.end())
                continue;
            turned += one.layer == other.layer && oneAfter->layer == otherAfter->layer && one.y < other.y
                && oneAfter->y > otherAfter->y;
        }
    }
    return turned;
}

} // namespace

class TestStability final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMovesWithoutAnEdit();
    void aNewNodeMovesFewOthers();
    void aNewEdgeKeepsTheOrderOfNodes();
    void aRemovedNodeLeavesTheOthers();
    void edgesThatWentBackGoBackAgain();
    void newPartsComeBelow();
    void aPreviousDrawingOfNonsenseIsPassedOver();
    void aGraphNotSeenBeforeIsDrawnAnew();
};

void TestStability::nothingMovesWithoutAnEdit()
{
    tests::Dice dice(11);
    for (int round = 0; round < 30; ++round) {
        const int nodes = 1 + dice.below(60);
        const Graph graph = tests::randomGraph(dice, nodes, dice.below(2 * nodes), round % 3 == 0);
        const auto drawn = layout::layOut(graph);
        QVERIFY(drawn);
        QVERIFY(*layout::layOut(graph, {.previous = &*drawn}) == *drawn);
    }
}

void TestStability::aNewNodeMovesFewOthers()
{
    tests::Dice dice(12);
    for (int round = 0; round < 30; ++round) {
        Graph graph = tests::randomGraph(dice, 60, 90);
        const auto before = layout::layOut(graph);
        QVERIFY(before);
        graph.nodes.push_back({"new", 120, 40});
        graph.edges.push_back({graph.nodes[dice.below(30)].id, "new"});
        const auto after = layout::layOut(graph, {.previous = &*before});
        QVERIFY(after);
        QCOMPARE(tests::firstFault(*after), QString());
        const auto moves = movesDown(*before, *after);
        QCOMPARE(moves[moves.size() / 2], 0);
    }
}

void TestStability::aNewEdgeKeepsTheOrderOfNodes()
{
    tests::Dice dice(13);
    int turned = 0;
    for (int round = 0; round < 30; ++round) {
        Graph graph = tests::randomGraph(dice, 50, 80);
        const auto before = layout::layOut(graph);
        QVERIFY(before);
        graph.edges.push_back({graph.nodes[dice.below(25)].id, graph.nodes[25 + dice.below(25)].id});
        const auto after = layout::layOut(graph, {.previous = &*before});
        QVERIFY(after);
        QCOMPARE(tests::firstFault(*after), QString());
        turned += turnedPairs(*before, *after);
    }
    QVERIFY2(turned < 30, qPrintable(QString::number(turned)));
}

void TestStability::aRemovedNodeLeavesTheOthers()
{
    const Graph graph{{{"a", 80, 40}, {"b", 80, 40}, {"c", 80, 40}, {"d", 80, 40}, {"e", 80, 40}},
                      {{"a", "b"}, {"a", "c"}, {"a", "d"}, {"d", "e"}}};
    const auto before = layout::layOut(graph);
    QVERIFY(before);
    const Graph smaller{{{"a", 80, 40}, {"c", 80, 40}, {"d", 80, 40}, {"e", 80, 40}},
                        {{"a", "c"}, {"a", "d"}, {"d", "e"}}};
    const auto after = layout::layOut(smaller, {.previous = &*before});
    QVERIFY(after);
    QCOMPARE(movesDown(*before, *after).back(), 0);
}

void TestStability::edgesThatWentBackGoBackAgain()
{
    const Graph graph{{{"a", 80, 40}, {"b", 80, 40}, {"c", 80, 40}}, {{"a", "b"}, {"b", "c"}, {"c", "a"}}};
    const auto before = layout::layOut(graph);
    QVERIFY(before);
    // A walk that began at b would turn another edge.
    const Graph sameInOtherOrder{{{"b", 80, 40}, {"c", 80, 40}, {"a", 80, 40}}, {{"b", "c"}, {"c", "a"}, {"a", "b"}}};
    const auto after = layout::layOut(sameInOtherOrder, {.previous = &*before});
    QVERIFY(after);
    for (const layout::PlacedNode &node : before->nodes)
        QCOMPARE(std::ranges::find(after->nodes, node.id, &layout::PlacedNode::id)->x, node.x);
}

void TestStability::newPartsComeBelow()
{
    Graph graph{{{"a", 80, 40}, {"b", 80, 40}}, {{"a", "b"}}};
    const auto before = layout::layOut(graph);
    QVERIFY(before);
    graph.nodes.insert(graph.nodes.begin(), {"lone", 80, 40});
    const auto after = layout::layOut(graph, {.previous = &*before});
    QVERIFY(after);
    QCOMPARE(movesDown(*before, *after).back(), 0);
    QVERIFY(after->nodes.front().y >= 40);
}

void TestStability::aPreviousDrawingOfNonsenseIsPassedOver()
{
    tests::Dice dice(14);
    const Graph graph = tests::randomGraph(dice, 20, 30);
    const auto drawn = layout::layOut(graph);
    QVERIFY(drawn);
    Layout nonsense = *drawn;
    for (std::size_t i = 0; i < nonsense.nodes.size(); ++i) {
        if (i % 2 == 0)
            nonsense.nodes[i].layer = i % 4 == 0 ? -5 : 1'000'000'000;
        else
            nonsense.nodes[i].y = std::numeric_limits<double>::quiet_NaN();
    }
    for (layout::PlacedEdge &edge : nonsense.edges)
        edge.points.clear();
    QVERIFY(*layout::layOut(graph, {.previous = &nonsense}) == *drawn);
    for (layout::PlacedNode &node : nonsense.nodes)
        node = {node.id, 0, 0, 0, 0, 0};
    const auto again = layout::layOut(graph, {.previous = &nonsense});
    QVERIFY(again);
    QCOMPARE(tests::firstFault(*again), QString());
}

void TestStability::aGraphNotSeenBeforeIsDrawnAnew()
{
    tests::Dice dice(15);
    const auto other = layout::layOut(Graph{{{"other", 80, 40}}, {}});
    const Graph graph = tests::randomGraph(dice, 20, 30);
    QVERIFY(*layout::layOut(graph, {.previous = &*other}) == *layout::layOut(graph));
}

QTEST_GUILESS_MAIN(TestStability)
#include "test_stability.moc"
