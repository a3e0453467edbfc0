#include "layout/part.h"

#include "layout/ordering.h"
#include "layout/ranking.h"
#include "layout/simple.h"

#include <algorithm>
#include <cmath>

namespace slipway::layout {

namespace {

std::vector<Point> loopAt(const Drawing::Box &box, double reach)
{
    const double right = box.x + box.width;
    const double middle = box.y + box.height / 2;
    const double rise = std::min(box.height / 4, 12.0);
    return {
        {right, middle - rise}, {right + reach, middle - rise}, {right + reach, middle + rise}, {right, middle + rise}};
}

OrderingEffort effortOf(const Options &options)
{
    if (options.effort == Options::Effort::Interactive)
        return {.perItem = 2000, .atLeast = 1e5, .atMost = 1e8};
    return {.perItem = 21000, .atLeast = 1e6, .atMost = 4e8};
}

bool isSame(const Drawing::Box &box, const PlacedNode &node)
{
    constexpr double nothing = 1e-6;
    return std::abs(box.x - node.x) < nothing && std::abs(box.y - node.y) < nothing && box.width == node.width
        && box.height == node.height;
}

class PartDrawer
{
public:
    PartDrawer(const Part &part, const Options &options, CycleBreaking method)
        : m_part(part)
        , m_options(options)
        , m_isKept(part.before.isUseful())
        , m_simple(simplify(part.graph, method, m_isKept ? part.before.turned() : std::vector<char>()))
    { }

    bool hasSeveralCycles() const { return std::ranges::count(m_simple.isTurned, 1) > 1; }
    /// What the crossings of a new drawing cost; known once it is drawn.
    std::int64_t crossings() const { return m_crossings; }

    DrawnPart draw()
    {
        m_drawn.layerOf = rankNodes(m_simple.graph, m_isKept ? m_part.before.layers() : std::vector<int>());
        leaveOutLongest(m_simple, m_drawn.layerOf, mostBends);
        Layers layers = cutIntoLayers(m_simple.graph, m_drawn.layerOf);
        const Spacing spacing{m_options.layerGap, m_options.nodeGap, m_options.edgeGap};
        std::vector<double> y = place(layers, spacing);
        m_drawn.drawing = placeColumns(layers, m_part.widths, m_part.heights, spacing, std::move(y));
        if (isAsBefore())
            keepAll();
        else
            findWays(layers);
        measure();
        m_drawn.isKept = m_isKept;
        return std::move(m_drawn);
    }

private:
    std::vector<double> place(Layers &layers, const Spacing &spacing)
    {
        if (!m_isKept) {
            m_crossings = orderLayers(layers, effortOf(m_options));
            return placeItems(layers, m_part.heights, spacing);
        }
        const FormerPlaces places = formerPlaces(layers, m_part.before, m_simple.arcOf);
        reorderLayers(layers, places.y, places.isNew);
        return placeNear(layers, m_part.heights, spacing, places.y, places.isNew);
    }

    /// Whether an edit left everything in its place.
    bool isAsBefore() const
    {
        if (!m_isKept || std::ranges::count(m_part.before.edges, nullptr) > 0)
            return false;
        for (std::size_t node = 0; node < m_part.before.nodes.size(); ++node) {
            const PlacedNode *before = m_part.before.nodes[node];
            if (!before || !isSame(m_drawn.drawing.boxes[node], *before))
                return false;
        }
        return true;
    }

    void keepAll()
    {
        for (std::size_t node = 0; node < m_part.before.nodes.size(); ++node) {
            // The very same numbers, so that many edits do not add up.
            m_drawn.drawing.boxes[node].x = m_part.before.nodes[node]->x;
            m_drawn.drawing.boxes[node].y = m_part.before.nodes[node]->y;
        }
        for (const PlacedEdge *edge : m_part.before.edges)
            m_drawn.ways.push_back(edge->points);
    }

    void findWays(const Layers &layers)
    {
        const auto ways = routeArcs(layers, m_drawn.drawing);
        for (std::size_t place = 0; place < m_part.graph.arcs.size(); ++place) {
            const Arc &arc = m_part.graph.arcs[place];
            if (m_simple.arcOf[place] == Simple::loop)
                m_drawn.ways.push_back(loopAt(m_drawn.drawing.boxes[arc.from], m_options.layerGap / 4));
            else if (m_simple.arcOf[place] == Simple::leftOut)
                m_drawn.ways.push_back(wayAround(m_simple.isTurned[place] ? Arc{arc.to, arc.from} : arc));
            else
                m_drawn.ways.push_back(ways[m_simple.arcOf[place]]);
            if (m_simple.isTurned[place])
                std::ranges::reverse(m_drawn.ways.back());
        }
    }

    /// Above all others, in one of a few lanes.
    std::vector<Point> wayAround(const Arc &arc)
    {
        const Drawing &drawing = m_drawn.drawing;
        const double right = drawing.columnRight[m_drawn.layerOf[arc.from]] + m_options.layerGap / 2;
        const double left = drawing.columnLeft[m_drawn.layerOf[arc.to]] - m_options.layerGap / 2;
        m_lane = m_lane % lanes + 1;
        const double y = drawing.top - m_lane * m_options.edgeGap;
        const Drawing::Box &from = drawing.boxes[arc.from];
        return {{from.x + from.width, drawing.y[arc.from]},
                {right, drawing.y[arc.from]},
                {right, y},
                {left, y},
                {left, drawing.y[arc.to]},
                {drawing.boxes[arc.to].x, drawing.y[arc.to]}};
    }

    void measure()
    {
        m_drawn.top = m_drawn.drawing.boxes.front().y;
        m_drawn.bottom = m_drawn.top;
        for (const Drawing::Box &box : m_drawn.drawing.boxes) {
            reach({box.x, box.y});
            reach({box.x + box.width, box.y + box.height});
        }
        for (const auto &way : m_drawn.ways)
            std::ranges::for_each(way, [this](const Point &point) { reach(point); });
    }

    void reach(const Point &point)
    {
        m_drawn.top = std::min(m_drawn.top, point.y);
        m_drawn.bottom = std::max(m_drawn.bottom, point.y);
        m_drawn.width = std::max(m_drawn.width, point.x);
    }

    /// More would take seconds and be no use to anybody.
    static constexpr std::int64_t mostBends = 60'000;
    static constexpr int lanes = 20;

    const Part &m_part;
    const Options &m_options;
    bool m_isKept;
    Simple m_simple;
    DrawnPart m_drawn;
    std::int64_t m_crossings = 0;
    int m_lane = 0;
};

} // namespace

DrawnPart drawPart(const Part &part, const Options &options)
{
    PartDrawer drawer(part, options, CycleBreaking::Walk);
    DrawnPart drawn = drawer.draw();
    if (drawn.isKept || !drawer.hasSeveralCycles() || options.effort == Options::Effort::Interactive)
        return drawn;
    PartDrawer other(part, options, CycleBreaking::Row);
    DrawnPart otherDrawn = other.draw();
    return other.crossings() < drawer.crossings() ? otherDrawn : drawn;
}

} // namespace slipway::layout
