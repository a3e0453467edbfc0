#include "layout/memory.h"

#include <algorithm>
#include <cmath>

namespace slipway::layout {

namespace {

bool makesSense(const PlacedNode &node, std::size_t count)
{
    return std::isfinite(node.x) && std::isfinite(node.y) && std::isfinite(node.width) && std::isfinite(node.height)
        && node.layer >= 0 && static_cast<std::size_t>(node.layer) < count;
}

bool makesSense(const PlacedEdge &edge)
{
    return edge.points.size() > 1 && std::ranges::all_of(edge.points, [](const Point &point) {
               return std::isfinite(point.x) && std::isfinite(point.y);
           });
}

} // namespace

Memory::Memory(const Layout *previous)
{
    if (!previous)
        return;
    for (const PlacedNode &node : previous->nodes) {
        if (makesSense(node, previous->nodes.size()))
            m_nodes.emplace(node.id, &node);
    }
    for (const PlacedEdge &edge : previous->edges) {
        if (makesSense(edge))
            m_edges.emplace(Ends{edge.from, edge.to}, &edge);
    }
}

const PlacedNode *Memory::find(const Node &node) const
{
    const auto found = m_nodes.find(node.id);
    return found == m_nodes.end() ? nullptr : found->second;
}

const PlacedEdge *Memory::find(const Edge &edge) const
{
    const auto found = m_edges.find({edge.from, edge.to});
    return found == m_edges.end() ? nullptr : found->second;
}

} // namespace slipway::layout
