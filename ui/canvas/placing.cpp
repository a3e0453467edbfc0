#include "canvas/placing.h"

#include <algorithm>

namespace slipway::canvas {

namespace {

constexpr double layerGap = 40;
constexpr double nodeGap = 30;

/// Ids as the layout needs them: each once, none empty.
std::string idFor(const Scene &scene, int at)
{
    const std::string id = scene.card(at).id.toStdString();
    return scene.indexOf(scene.card(at).id) == at && !id.empty() ? id : id + '\n' + std::to_string(at);
}

/// A gate's name may reach into the gap between columns, where only lines are, which pass above it.
qreal sideOf(const Shape &shape)
{
    return std::max(0.0, shape.side - layerGap / 3);
}

/// As high above a body's middle as below, as lines begin and end at the middle of a box.
workflow::Size boxFor(const Shape &shape)
{
    return {shape.body.width() + 2 * sideOf(shape),
            shape.body.height() + 2 * std::max(shape.above, shape.below) + shape.room};
}

QPointF cornerIn(const workflow::PlacedGraph::Box &box, const Shape &shape)
{
    return {box.x + sideOf(shape), box.y + std::max(shape.above, shape.below) + shape.room / 2};
}

bool isLaidOut(const Scene &scene, const Scene::Line &line)
{
    return line.from >= 0 && scene.node(line.from).parent == scene.node(line.to).parent;
}

} // namespace

LayoutTask taskFor(const Scene &scene, std::shared_ptr<const workflow::PlacedGraph> previous, bool isInteractive)
{
    LayoutTask task;
    task.previous = std::move(previous);
    task.isInteractive = isInteractive;
    std::vector<int> numbers(static_cast<std::size_t>(scene.size()), -1);
    for (int at = 0; at < scene.size(); ++at) {
        const Scene::Node &node = scene.node(at);
        if (node.isHidden)
            continue;
        numbers[static_cast<std::size_t>(at)] = static_cast<int>(task.graph.nodes.size());
        workflow::GraphNode made;
        made.id = idFor(scene, at);
        made.parent = node.parent < 0 ? -1 : numbers[static_cast<std::size_t>(node.parent)];
        task.graph.nodes.push_back(std::move(made));
        task.sizes.push_back(boxFor(node.shape));
    }
    for (int at = 0; at < scene.lineCount(); ++at) {
        const Scene::Line &line = scene.line(at);
        if (isLaidOut(scene, line))
            task.graph.edges.push_back(
                {numbers[static_cast<std::size_t>(line.from)], numbers[static_cast<std::size_t>(line.to)]});
    }
    return task;
}

std::shared_ptr<const workflow::PlacedGraph> layOutNow(const LayoutTask &task)
{
    workflow::ArrangeOptions options;
    options.layout.layerGap = layerGap;
    options.layout.nodeGap = nodeGap;
    options.layout.effort = task.isInteractive ? layout::Options::Effort::Interactive : layout::Options::Effort::Full;
    options.previous = task.previous.get();
    const auto sizeOf = [&task](const workflow::GraphNode &node) {
        return task.sizes[static_cast<std::size_t>(&node - task.graph.nodes.data())];
    };
    auto drawn = workflow::arrange(task.graph, sizeOf, options);
    return drawn ? std::make_shared<const workflow::PlacedGraph>(std::move(*drawn)) : nullptr;
}

Arranged arranged(const Scene &scene, std::shared_ptr<const workflow::PlacedGraph> drawing)
{
    Arranged result;
    result.corners.resize(static_cast<std::size_t>(scene.size()));
    std::size_t box = 0;
    for (int at = 0; at < scene.size(); ++at) {
        if (!scene.node(at).isHidden)
            result.corners[static_cast<std::size_t>(at)] = cornerIn(drawing->boxes[box++], scene.node(at).shape);
    }
    result.bends.resize(static_cast<std::size_t>(scene.lineCount()));
    std::size_t edge = 0;
    for (int at = 0; at < scene.lineCount(); ++at) {
        if (!isLaidOut(scene, scene.line(at)))
            continue;
        const std::vector<layout::Point> &points = drawing->lines[edge++];
        for (std::size_t point = 1; point + 1 < points.size(); ++point)
            result.bends[static_cast<std::size_t>(at)].push_back({points[point].x, points[point].y});
    }
    result.drawing = std::move(drawing);
    return result;
}

std::vector<int> columnsOf(const Scene &scene)
{
    const auto size = static_cast<std::size_t>(scene.size());
    std::vector<int> column(size, 0);
    std::vector<int> missing(size, 0);
    std::vector<int> ready;
    for (int at = 0; at < scene.size(); ++at) {
        missing[static_cast<std::size_t>(at)] = static_cast<int>(scene.node(at).linksIn.size());
        if (missing[static_cast<std::size_t>(at)] == 0)
            ready.push_back(at);
    }
    for (std::size_t next = 0; next < ready.size(); ++next) {
        const int from = ready[next];
        for (const int line : scene.node(from).linksOut) {
            const auto to = static_cast<std::size_t>(scene.line(line).to);
            column[to] = std::max(column[to], column[static_cast<std::size_t>(from)] + 1);
            if (--missing[to] == 0)
                ready.push_back(static_cast<int>(to));
        }
    }
    return column;
}

std::vector<QPointF> quickColumns(const Scene &scene)
{
    const std::vector<int> column = columnsOf(scene);
    std::vector<QPointF> corners(static_cast<std::size_t>(scene.size()));
    std::vector<qreal> bottoms(corners.size() + 1, 0);
    const qreal step = 254 * scene.measures().scale + 2 * layerGap;
    for (int at = 0; at < scene.size(); ++at) {
        const Scene::Node &node = scene.node(at);
        if (node.isHidden || node.isFrame)
            continue;
        const auto place = static_cast<std::size_t>(column[static_cast<std::size_t>(at)]);
        corners[static_cast<std::size_t>(at)] = {step * static_cast<qreal>(place), bottoms[place] + node.shape.above};
        bottoms[place] += node.shape.above + node.shape.body.height() + node.shape.below + nodeGap;
    }
    return corners;
}

} // namespace slipway::canvas
