// How long drawings of graphs take and how good they are: for 200, 1,000 and 5,000 nodes the median time, the edges'
// crossings and their length. Reads JSON graphs named on the command line; without any, or where they do not exist,
// makes graphs of the same kind.

#include "base/json.h"
#include "layout/layout.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTextStream>

#include <algorithm>
#include <cmath>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

/// A graph of stages with two edges a node, most of them from the stage before.
layout::Graph madeGraph(int nodes)
{
    layout::Graph graph;
    unsigned state = 1;
    const auto below = [&state](int limit) {
        state = state * 1664525U + 1013904223U;
        return static_cast<int>((state >> 8) % static_cast<unsigned>(limit));
    };
    const int stage = std::max(3, static_cast<int>(std::sqrt(nodes)));
    for (int node = 0; node < nodes; ++node) {
        graph.nodes.push_back({"n" + std::to_string(node), 140.0 + 10 * below(11), 44.0 + 12 * below(4)});
        for (int edge = 0; edge < 2 && node > stage; ++edge) {
            const int from = std::max(0, node - 1 - below(below(4) == 0 ? 4 * stage : 2 * stage));
            graph.edges.push_back({"n" + std::to_string(from), "n" + std::to_string(node)});
        }
    }
    return graph;
}

base::Result<layout::Graph> readGraph(const QByteArray &bytes)
{
    using base::json::Object;
    return base::json::read(bytes, [](const Object &root) {
        layout::Graph graph;
        const auto nodes = root.list("nodes"_L1, [](const Object &node) {
            return layout::Node{node.text("id"_L1).toStdString(), node.number("w"_L1), node.number("h"_L1)};
        });
        const auto edges = root.list("edges"_L1, [](const Object &edge) {
            return layout::Edge{edge.text("from"_L1).toStdString(), edge.text("to"_L1).toStdString()};
        });
        graph.nodes.assign(nodes.begin(), nodes.end());
        graph.edges.assign(edges.begin(), edges.end());
        return graph;
    });
}

struct Line {
    layout::Point from;
    layout::Point to;
    const layout::PlacedEdge *edge = nullptr;

    double top() const { return std::min(from.y, to.y); }
    double bottom() const { return std::max(from.y, to.y); }
    double left() const { return std::min(from.x, to.x); }
    double right() const { return std::max(from.x, to.x); }
};

double side(const Line &line, const layout::Point &point)
{
    return (line.to.x - line.from.x) * (point.y - line.from.y) - (line.to.y - line.from.y) * (point.x - line.from.x);
}

bool cross(const Line &one, const Line &other)
{
    if (one.edge->from == other.edge->from || one.edge->to == other.edge->to || one.edge->from == other.edge->to
        || one.edge->to == other.edge->from)
        return false;
    return side(one, other.from) * side(one, other.to) < 0 && side(other, one.from) * side(other, one.to) < 0;
}

struct Quality {
    qint64 crossings = 0;
    double length = 0;
};

/// As drawn. Edges that join at a node do not count as crossing.
Quality judge(const layout::Layout &drawn)
{
    Quality quality;
    std::vector<Line> lines;
    for (const layout::PlacedEdge &edge : drawn.edges) {
        for (std::size_t i = 1; i < edge.points.size(); ++i) {
            lines.push_back({edge.points[i - 1], edge.points[i], &edge});
            quality.length +=
                std::hypot(edge.points[i].x - edge.points[i - 1].x, edge.points[i].y - edge.points[i - 1].y);
        }
    }
    std::ranges::sort(lines, {}, &Line::left);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t j = i + 1; j < lines.size() && lines[j].left() < lines[i].right(); ++j) {
            if (lines[i].top() < lines[j].bottom() && lines[j].top() < lines[i].bottom())
                quality.crossings += cross(lines[i], lines[j]);
        }
    }
    return quality;
}

double medianTime(const layout::Graph &graph, const layout::Options &options)
{
    std::vector<double> times;
    const int rounds = graph.nodes.size() > 2000 ? 3 : 9;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        const auto drawn = layout::layOut(graph, options);
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        if (!drawn)
            qFatal("The graph cannot be drawn.");
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

void report(const QString &name, const layout::Graph &graph)
{
    const auto drawn = layout::layOut(graph);
    if (!drawn) {
        out() << name << ": " << base::sentence(drawn.error()) << Qt::endl;
        return;
    }
    const Quality quality = judge(*drawn);
    layout::Graph edited = graph;
    edited.nodes.push_back({"one more", 160, 56});
    edited.edges.push_back({graph.nodes.front().id, "one more"});
    out() << qSetFieldWidth(14) << Qt::left << name << qSetFieldWidth(0) << graph.nodes.size() << " nodes, "
          << graph.edges.size() << " edges: " << Qt::fixed << qSetRealNumberPrecision(1) << medianTime(graph, {})
          << " ms, quick " << medianTime(graph, {.effort = layout::Options::Effort::Interactive})
          << " ms, after an edit " << medianTime(edited, {.previous = &*drawn}) << " ms; " << quality.crossings
          << " crossings, length " << qSetRealNumberPrecision(0) << quality.length << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    const QString folder = QStringLiteral(SLIPWAY_SOURCE_DIR "/../shared/corpus/graphs/");
    QStringList names;
    for (int at = 1; at < argc; ++at)
        names.append(QFile::decodeName(argv[at]));
    if (names.isEmpty())
        names = {folder + u"wf-50.json"_s, folder + u"wf-200.json"_s, folder + u"wf-1000.json"_s,
                 folder + u"wf-5000.json"_s};
    bool isAnyRead = false;
    for (const QString &name : names) {
        QFile file(name);
        const auto graph = file.open(QIODevice::ReadOnly) ? readGraph(file.readAll()) : base::Result<layout::Graph>();
        isAnyRead = isAnyRead || (graph && !graph->nodes.empty());
        if (graph && !graph->nodes.empty())
            report(name.section(u'/', -1), *graph);
        else if (!graph)
            out() << name << ": " << base::sentence(graph.error()) << Qt::endl;
    }
    for (const int nodes : {200, 1000, 5000}) {
        if (!isAnyRead)
            report(u"made"_s, madeGraph(nodes));
    }
}
