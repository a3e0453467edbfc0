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

QJsonArray printedPoints(const std::vector<layout::Point> &points)
{
    QJsonArray printed;
    for (const layout::Point &point : points)
        printed.append(QJsonArray{rounded(point.x), rounded(point.y)});
    return printed;
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
    for (const layout::PlacedNode &node : layout.nodes) {
        nodes.append(QJsonObject{{u"id"_s, QString::fromStdString(node.id)},
                                 {u"x"_s, rounded(node.x)},
                                 {u"y"_s, rounded(node.y)},
                                 {u"w"_s, node.width},
                                 {u"h"_s, node.height}});
    }
    QJsonArray edges;
    for (const layout::PlacedEdge &edge : layout.edges) {
        edges.append(QJsonObject{{u"from"_s, QString::fromStdString(edge.from)},
                                 {u"to"_s, QString::fromStdString(edge.to)},
                                 {u"points"_s, printedPoints(edge.points)}});
    }
    const QJsonObject root{{u"nodes"_s, nodes},
                           {u"edges"_s, edges},
                           {u"width"_s, rounded(layout.width)},
                           {u"height"_s, rounded(layout.height)}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace slipway::commands
