#include "layout/before.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slipway::layout {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double heightAt(const std::vector<Point> &way, double x)
{
    for (std::size_t i = 1; i < way.size(); ++i) {
        const Point &one = way[i - 1];
        const Point &other = way[i];
        if (std::min(one.x, other.x) <= x && x <= std::max(one.x, other.x) && one.x != other.x)
            return one.y + (other.y - one.y) * (x - one.x) / (other.x - one.x);
    }
    return unknown;
}

class Recollection
{
public:
    Recollection(const Layers &layers, const Before &before)
        : m_layers(layers)
        , m_before(before)
    {
        m_places.y.assign(layers.itemCount, unknown);
        m_places.isNew.assign(layers.itemCount, 1);
    }

    FormerPlaces run(const std::vector<int> &arcOf)
    {
        for (int node = 0; node < m_layers.nodeCount; ++node) {
            if (const PlacedNode *known = m_before.nodes[node])
                remember(node, known->y + known->height / 2);
        }
        readColumns();
        for (std::size_t place = 0; place < arcOf.size(); ++place) {
            if (arcOf[place] >= 0 && m_before.edges[place])
                readWay(arcOf[place], m_before.edges[place]->points);
        }
        guessNodes();
        for (int arc = 0; arc < static_cast<int>(m_layers.arcs.size()); ++arc)
            guessBends(arc);
        return std::move(m_places);
    }

private:
    void remember(int item, double y)
    {
        m_places.y[item] = y;
        m_places.isNew[item] = 0;
    }

    /// Where the middle of each layer was, by the nodes that were known there.
    void readColumns()
    {
        m_columns.assign(m_layers.order.size(), unknown);
        for (int node = 0; node < m_layers.nodeCount; ++node) {
            const PlacedNode *known = m_before.nodes[node];
            double &column = m_columns[m_layers.layerOf[node]];
            if (known && std::isnan(column))
                column = known->x + known->width / 2;
        }
    }

    void readWay(int arc, const std::vector<Point> &way)
    {
        for (int bend = m_layers.firstBend[arc]; bend < m_layers.firstBend[arc + 1]; ++bend) {
            const double y = heightAt(way, m_columns[m_layers.layerOf[bend]]);
            if (!std::isnan(y))
                remember(bend, y);
        }
    }

    /// New nodes get the mean of those around them, nearest to known ones first.
    void guessNodes()
    {
        std::vector<std::vector<int>> joined(m_layers.nodeCount);
        for (const Arc &arc : m_layers.arcs) {
            joined[arc.from].push_back(arc.to);
            joined[arc.to].push_back(arc.from);
        }
        std::vector<int> known;
        for (int node = 0; node < m_layers.nodeCount; ++node) {
            if (!m_places.isNew[node])
                known.push_back(node);
        }
        for (std::size_t next = 0; next < known.size(); ++next) {
            for (const int node : joined[known[next]]) {
                if (!std::isnan(m_places.y[node]))
                    continue;
                m_places.y[node] = meanOf(joined[node]);
                known.push_back(node);
            }
        }
    }

    double meanOf(const std::vector<int> &nodes) const
    {
        double sum = 0;
        int count = 0;
        for (const int node : nodes) {
            if (!std::isnan(m_places.y[node])) {
                sum += m_places.y[node];
                ++count;
            }
        }
        return sum / count;
    }

    void guessBends(int place)
    {
        const Arc &arc = m_layers.arcs[place];
        const int first = m_layers.firstBend[place];
        const int last = m_layers.firstBend[place + 1];
        for (int bend = first; bend < last; ++bend) {
            const double share = (bend - first + 1.0) / (last - first + 1.0);
            if (m_places.isNew[bend])
                m_places.y[bend] = m_places.y[arc.from] + share * (m_places.y[arc.to] - m_places.y[arc.from]);
        }
    }

    const Layers &m_layers;
    const Before &m_before;
    FormerPlaces m_places;
    std::vector<double> m_columns;
};

} // namespace

bool Before::isUseful() const
{
    const auto known = std::ranges::count_if(nodes, [](const PlacedNode *node) { return node != nullptr; });
    return known > 0 && 2 * known >= static_cast<std::ptrdiff_t>(nodes.size());
}

std::vector<int> Before::layers() const
{
    std::vector<int> layers;
    for (const PlacedNode *node : nodes)
        layers.push_back(node ? node->layer : -1);
    return layers;
}

std::vector<char> Before::turned() const
{
    std::vector<char> turned;
    for (const PlacedEdge *edge : edges)
        turned.push_back(edge && edge->points.back().x < edge->points.front().x);
    return turned;
}

FormerPlaces formerPlaces(const Layers &layers, const Before &before, const std::vector<int> &arcOf)
{
    return Recollection(layers, before).run(arcOf);
}

} // namespace slipway::layout
