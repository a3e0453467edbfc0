#include "commands/graph_json.h"

#include "base/json.h"

#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace slipway::commands {

namespace {

double rounded(double value)
{
    return std::round(value * 100) / 100;
}

QJsonObject printedBox(const std::string &id, double x, double y, double width, double height)
{
    return {{u"id"_s, QString::fromStdString(id)},
            {u"x"_s, rounded(x)},
            {u"y"_s, rounded(y)},
            {u"w"_s, rounded(width)},
            {u"h"_s, rounded(height)}};
}

QJsonObject printedLine(const std::string &from, const std::string &to, const std::vector<layout::Point> &points)
{
    QJsonArray printed;
    for (const layout::Point &point : points)
        printed.append(QJsonArray{rounded(point.x), rounded(point.y)});
    return {{u"from"_s, QString::fromStdString(from)}, {u"to"_s, QString::fromStdString(to)}, {u"points"_s, printed}};
}

QByteArray printedDrawing(const QJsonArray &nodes, const QJsonArray &edges, double width, double height)
{
    const QJsonObject root{
        {u"nodes"_s, nodes}, {u"edges"_s, edges}, {u"width"_s, rounded(width)}, {u"height"_s, rounded(height)}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact) + '\n';
}

QString word(workflow::NodeKind kind)
{
    switch (kind) {
    case workflow::NodeKind::Trigger: return u"trigger"_s;
    case workflow::NodeKind::Job: return u"job"_s;
    case workflow::NodeKind::Environment: return u"environment"_s;
    case workflow::NodeKind::Call: return u"call"_s;
    case workflow::NodeKind::Matrix: return u"matrix"_s;
    }
    return {};
}

QString word(workflow::EdgeKind kind)
{
    switch (kind) {
    case workflow::EdgeKind::Trigger: return u"trigger"_s;
    case workflow::EdgeKind::Needs: return u"needs"_s;
    case workflow::EdgeKind::Gate: return u"gate"_s;
    }
    return {};
}

} // namespace

base::Result<layout::Graph> readGraph(const QByteArray &bytes)
{
    return base::json::read(bytes, [](const base::json::Object &root) {
        layout::Graph graph;
        const auto nodes = root.list("nodes"_L1, [](const base::json::Object &node) {
            return layout::Node{node.text("id"_L1).toStdString(), node.number("w"_L1), node.number("h"_L1)};
        });
        const auto edges = root.list("edges"_L1, [](const base::json::Object &edge) {
            return layout::Edge{edge.text("from"_L1).toStdString(), edge.text("to"_L1).toStdString()};
        });
        graph.nodes.assign(nodes.begin(), nodes.end());
        graph.edges.assign(edges.begin(), edges.end());
        return graph;
    });
}

QByteArray printedLayout(const layout::Layout &layout)
{
    QJsonArray nodes;
    for (const layout::PlacedNode &node : layout.nodes)
        nodes.append(printedBox(node.id, node.x, node.y, node.width, node.height));
    QJsonArray edges;
    for (const layout::PlacedEdge &edge : layout.edges)
        edges.append(printedLine(edge.from, edge.to, edge.points));
    return printedDrawing(nodes, edges, layout.width, layout.height);
}

QByteArray printedGraph(const workflow::Graph &graph, const workflow::PlacedGraph &placed)
{
    QJsonArray nodes;
    for (std::size_t at = 0; at < graph.nodes.size(); ++at) {
        const workflow::GraphNode &node = graph.nodes[at];
        const workflow::PlacedGraph::Box &box = placed.boxes[at];
        QJsonObject printed = printedBox(node.id, box.x, box.y, box.width, box.height);
        printed.insert("kind"_L1, word(node.kind));
        printed.insert("title"_L1, QString::fromStdString(node.title));
        if (node.parent >= 0)
            printed.insert("parent"_L1, QString::fromStdString(graph.nodes[std::size_t(node.parent)].id));
        nodes.append(printed);
    }
    QJsonArray edges;
    for (std::size_t at = 0; at < graph.edges.size(); ++at) {
        const workflow::GraphEdge &edge = graph.edges[at];
        QJsonObject printed =
            printedLine(graph.nodes[std::size_t(edge.from)].id, graph.nodes[std::size_t(edge.to)].id, placed.lines[at]);
        printed.insert("kind"_L1, word(edge.kind));
        edges.append(printed);
    }
    return printedDrawing(nodes, edges, placed.width, placed.height);
}

} // namespace slipway::commands
