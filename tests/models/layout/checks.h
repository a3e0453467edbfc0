#pragma once

#include "layout/layout.h"

#include <QString>

#include <cmath>
#include <map>
#include <vector>

/// What every drawing must keep, as texts that name the first place where it does not; empty when all is well.
namespace slipway::tests {

inline QString named(const layout::PlacedNode &node)
{
    return QString::fromStdString(node.id);
}

inline QString named(const layout::PlacedEdge &edge)
{
    return QString::fromStdString(edge.from + " to " + edge.to);
}

inline bool overlap(const layout::PlacedNode &one, const layout::PlacedNode &other)
{
    return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height
        && other.y < one.y + one.height;
}

inline QString overlappingNodes(const layout::Layout &drawn)
{
    for (std::size_t i = 0; i < drawn.nodes.size(); ++i) {
        for (std::size_t j = i + 1; j < drawn.nodes.size(); ++j) {
            if (overlap(drawn.nodes[i], drawn.nodes[j]))
                return named(drawn.nodes[i]) + QStringLiteral(" and ") + named(drawn.nodes[j]);
        }
    }
    return {};
}

/// Whether the line from `from` to `to` meets the inside of the node.
inline bool meets(const layout::Point &from, const layout::Point &to, const layout::PlacedNode &node)
{
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    double first = 0;
    double last = 1;
    const double steps[4] = {-dx, dx, -dy, dy};
    const double rooms[4] = {from.x - node.x - 0.01, node.x + node.width - 0.01 - from.x, from.y - node.y - 0.01,
                             node.y + node.height - 0.01 - from.y};
    for (int side = 0; side < 4; ++side) {
        if (steps[side] == 0) {
            if (rooms[side] < 0)
                return false;
        } else if (steps[side] < 0) {
            first = std::max(first, rooms[side] / steps[side]);
        } else {
            last = std::min(last, rooms[side] / steps[side]);
        }
    }
    return first < last;
}

inline QString edgeThroughNode(const layout::Layout &drawn)
{
    for (const layout::PlacedEdge &edge : drawn.edges) {
        for (const layout::PlacedNode &node : drawn.nodes) {
            if (node.id == edge.from || node.id == edge.to)
                continue;
            for (std::size_t i = 1; i < edge.points.size(); ++i) {
                if (meets(edge.points[i - 1], edge.points[i], node))
                    return named(edge) + QStringLiteral(" through ") + named(node);
            }
        }
    }
    return {};
}

inline bool isOnBorder(const layout::Point &point, const layout::PlacedNode &node)
{
    const bool isWithin = point.y >= node.y - 0.01 && point.y <= node.y + node.height + 0.01;
    return isWithin && (std::abs(point.x - node.x) < 0.01 || std::abs(point.x - node.x - node.width) < 0.01);
}

inline QString looseEdge(const layout::Layout &drawn)
{
    std::map<std::string, const layout::PlacedNode *> nodes;
    for (const layout::PlacedNode &node : drawn.nodes)
        nodes[node.id] = &node;
    for (const layout::PlacedEdge &edge : drawn.edges) {
        if (edge.points.size() < 2 || !isOnBorder(edge.points.front(), *nodes.at(edge.from))
            || !isOnBorder(edge.points.back(), *nodes.at(edge.to)))
            return named(edge);
    }
    return {};
}

inline double turn(const layout::Point &from, const layout::Point &to, const layout::Point &point)
{
    return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
}

/// Pairs of lines, of edges that share no node, that cross.
inline int crossings(const layout::Layout &drawn)
{
    struct Line {
        layout::Point from;
        layout::Point to;
        const layout::PlacedEdge *edge;
    };
    std::vector<Line> lines;
    for (const layout::PlacedEdge &edge : drawn.edges) {
        for (std::size_t i = 1; i < edge.points.size(); ++i)
            lines.push_back({edge.points[i - 1], edge.points[i], &edge});
    }
    int count = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const Line &one = lines[i];
            const Line &other = lines[j];
            if (one.edge->from == other.edge->from || one.edge->to == other.edge->to || one.edge->from == other.edge->to
                || one.edge->to == other.edge->from)
                continue;
            count += turn(one.from, one.to, other.from) * turn(one.from, one.to, other.to) < 0
                && turn(other.from, other.to, one.from) * turn(other.from, other.to, one.to) < 0;
        }
    }
    return count;
}

inline QString outsideOfDrawing(const layout::Layout &drawn)
{
    const auto isOutside = [&drawn](double x, double y) {
        return !(x >= -0.01 && y >= drawn.top - 0.01 && x <= drawn.width + 0.01
                 && y <= drawn.top + drawn.height + 0.01);
    };
    for (const layout::PlacedNode &node : drawn.nodes) {
        if (isOutside(node.x, node.y) || isOutside(node.x + node.width, node.y + node.height))
            return named(node);
    }
    for (const layout::PlacedEdge &edge : drawn.edges) {
        for (const layout::Point &point : edge.points) {
            if (isOutside(point.x, point.y))
                return named(edge);
        }
    }
    return {};
}

inline QString firstFault(const layout::Layout &drawn)
{
    for (const auto &check : {overlappingNodes, edgeThroughNode, looseEdge, outsideOfDrawing}) {
        if (const QString fault = check(drawn); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace slipway::tests
