#include "workflow/graph_layout.h"

#include <algorithm>

namespace slipway::workflow {

namespace {

/// Draws groups from the inside out, then places them from the outside in.
class Arranger
{
public:
    Arranger(const Graph &graph, const ArrangeOptions &options)
        : m_graph(graph)
        , m_options(options)
    {
        m_children.resize(graph.nodes.size() + 1);
        for (std::size_t at = 0; at < graph.nodes.size(); ++at)
            m_children[std::size_t(graph.nodes[at].parent + 1)].push_back(int(at));
    }

    base::Result<PlacedGraph> arrange(const std::function<Size(const GraphNode &)> &sizeOf)
    {
        m_sizes.resize(m_graph.nodes.size());
        // A group comes before what it holds.
        for (int at = int(m_graph.nodes.size()) - 1; at >= -1; --at) {
            const bool isGroup = !m_children[std::size_t(at + 1)].empty();
            if (at >= 0 && !isGroup) {
                m_sizes[std::size_t(at)] = sizeOf(m_graph.nodes[std::size_t(at)]);
                continue;
            }
            const auto drawn = draw(at);
            if (!drawn)
                return std::unexpected(drawn.error());
            if (at >= 0) {
                m_sizes[std::size_t(at)] = {drawn->width + 2 * m_options.padding,
                                            drawn->height + 2 * m_options.padding + m_options.header};
            }
            m_placed.levels[idOf(at)] = *drawn;
        }
        place();
        return std::move(m_placed);
    }

private:
    std::string idOf(int group) const { return group < 0 ? std::string() : m_graph.nodes[std::size_t(group)].id; }

    base::Result<layout::Layout> draw(int group) const
    {
        layout::Options options = m_options.layout;
        if (m_options.previous) {
            const auto before = m_options.previous->levels.find(idOf(group));
            options.previous = before == m_options.previous->levels.end() ? nullptr : &before->second;
        }
        return layout::layOut(levelOf(m_graph, group, m_sizes), options);
    }

    void place()
    {
        m_placed.boxes.resize(m_graph.nodes.size());
        m_placed.lines.resize(m_graph.edges.size());
        m_placed.top = m_placed.levels[{}].top;
        m_placed.width = m_placed.levels[{}].width;
        m_placed.height = m_placed.levels[{}].height;
        for (int group = -1; group < int(m_graph.nodes.size()); ++group) {
            if (!m_children[std::size_t(group + 1)].empty())
                placeLevel(group);
        }
        std::vector<std::size_t> lineOfLevel(m_graph.nodes.size() + 1);
        for (std::size_t at = 0; at < m_graph.edges.size(); ++at) {
            const int group = m_graph.nodes[std::size_t(m_graph.edges[at].from)].parent;
            const layout::Layout &level = m_placed.levels[idOf(group)];
            m_placed.lines[at] = level.edges[lineOfLevel[std::size_t(group + 1)]++].points;
            const layout::Point origin = originOf(group);
            for (layout::Point &point : m_placed.lines[at])
                point = {point.x + origin.x, point.y + origin.y};
        }
    }

    layout::Point originOf(int group) const
    {
        if (group < 0)
            return {};
        const PlacedGraph::Box &box = m_placed.boxes[std::size_t(group)];
        const double top = m_placed.levels.find(idOf(group))->second.top;
        return {box.x + m_options.padding, box.y + m_options.padding + m_options.header - top};
    }

    void placeLevel(int group)
    {
        const layout::Layout &level = m_placed.levels[idOf(group)];
        const layout::Point origin = originOf(group);
        std::size_t at = 0;
        for (const int child : m_children[std::size_t(group + 1)]) {
            const layout::PlacedNode &node = level.nodes[at++];
            m_placed.boxes[std::size_t(child)] = {origin.x + node.x, origin.y + node.y, node.width, node.height};
        }
    }

    const Graph &m_graph;
    const ArrangeOptions &m_options;
    std::vector<std::vector<int>> m_children;
    std::vector<Size> m_sizes;
    PlacedGraph m_placed;
};

} // namespace

layout::Graph levelOf(const Graph &graph, int group, const std::vector<Size> &sizes)
{
    layout::Graph level;
    for (std::size_t at = 0; at < graph.nodes.size(); ++at) {
        if (graph.nodes[at].parent == group)
            level.nodes.push_back({graph.nodes[at].id, sizes[at].width, sizes[at].height});
    }
    for (const GraphEdge &edge : graph.edges) {
        const GraphNode &from = graph.nodes[std::size_t(edge.from)];
        if (from.parent == group)
            level.edges.push_back({from.id, graph.nodes[std::size_t(edge.to)].id, int(edge.kind)});
    }
    return level;
}

base::Result<PlacedGraph> arrange(const Graph &graph, const std::function<Size(const GraphNode &)> &sizeOf,
                                  const ArrangeOptions &options)
{
    return Arranger(graph, options).arrange(sizeOf);
}

} // namespace slipway::workflow
