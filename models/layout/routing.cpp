#include "layout/routing.h"

#include "layout/taut_string.h"

#include <algorithm>
#include <limits>

namespace slipway::layout {

namespace {

/// How near arcs may come to what is above or below them, where there is room.
constexpr double clearance = 6;
/// How near the corners of a node arcs may end.
constexpr double cornerDistance = 8;

struct Band {
    double low = 0;
    double high = 0;
};

class Router
{
public:
    Router(const Layers &layers, const Drawing &drawing)
        : m_layers(layers)
        , m_drawing(drawing)
        , m_bands(layers.itemCount)
    {
        for (const auto &order : layers.order)
            divide(order);
    }

    std::vector<Point> route(int place)
    {
        const Arc &arc = m_layers.arcs[place];
        const Drawing::Box &from = m_drawing.boxes[arc.from];
        const Drawing::Box &to = m_drawing.boxes[arc.to];
        m_gates.clear();
        enter(from.x + from.width, side(from));
        enter(m_drawing.columnRight[m_layers.layerOf[arc.from]], m_bands[arc.from]);
        for (int bend = m_layers.firstBend[place]; bend < m_layers.firstBend[place + 1]; ++bend) {
            enter(m_drawing.columnLeft[m_layers.layerOf[bend]], m_bands[bend]);
            enter(m_drawing.columnRight[m_layers.layerOf[bend]], m_bands[bend]);
        }
        enter(m_drawing.columnLeft[m_layers.layerOf[arc.to]], m_bands[arc.to]);
        enter(to.x, side(to));
        return pullTaut(m_gates, (m_drawing.y[arc.from] + m_drawing.y[arc.to]) / 2);
    }

private:
    double top(int item) const { return m_layers.isBend(item) ? m_drawing.y[item] : m_drawing.boxes[item].y; }
    double bottom(int item) const { return top(item) + (m_layers.isBend(item) ? 0 : m_drawing.boxes[item].height); }

    /// Gives each item of a layer the space half way to its neighbours.
    void divide(const std::vector<int> &order)
    {
        const double far = std::numeric_limits<double>::infinity();
        m_bands[order.front()].low = -far;
        m_bands[order.back()].high = far;
        for (std::size_t place = 1; place < order.size(); ++place) {
            const int upper = order[place - 1];
            const int lower = order[place];
            const double above = bottom(upper);
            const double room = top(lower) - above;
            const double space = std::min(clearance, room / 3) / 2;
            m_bands[upper].high = above + room / 2 - space;
            m_bands[lower].low = above + room / 2 + space;
        }
    }

    static Band side(const Drawing::Box &box)
    {
        const double distance = std::min(cornerDistance, box.height / 2);
        return {box.y + distance, box.y + box.height - distance};
    }

    void enter(double x, const Band &band)
    {
        if (m_gates.empty() || m_gates.back().x < x)
            m_gates.push_back({x, band.low, band.high});
        Gate &gate = m_gates.back();
        gate.low = std::max(gate.low, band.low);
        // Where there is no gap, rounding may turn a band of no height around.
        gate.high = std::max(gate.low, std::min(gate.high, band.high));
    }

    const Layers &m_layers;
    const Drawing &m_drawing;
    std::vector<Band> m_bands;
    std::vector<Gate> m_gates;
};

} // namespace

Drawing placeColumns(const Layers &layers, const std::vector<double> &widths, const std::vector<double> &heights,
                     const Spacing &spacing, std::vector<double> y)
{
    Drawing drawing;
    drawing.y = std::move(y);
    double x = 0;
    std::vector<double> columnWidths(layers.order.size(), 0);
    for (int node = 0; node < layers.nodeCount; ++node) {
        double &width = columnWidths[layers.layerOf[node]];
        width = std::max(width, widths[node]);
    }
    for (const double width : columnWidths) {
        drawing.columnLeft.push_back(x);
        drawing.columnRight.push_back(x + width);
        x += width + spacing.layerGap;
    }
    for (int node = 0; node < layers.nodeCount; ++node) {
        drawing.boxes.push_back({drawing.columnLeft[layers.layerOf[node]], drawing.y[node] - heights[node] / 2,
                                 widths[node], heights[node]});
    }
    drawing.top = *std::ranges::min_element(drawing.y);
    for (const Drawing::Box &box : drawing.boxes)
        drawing.top = std::min(drawing.top, box.y);
    return drawing;
}

std::vector<std::vector<Point>> routeArcs(const Layers &layers, const Drawing &drawing)
{
    Router router(layers, drawing);
    std::vector<std::vector<Point>> ways;
    ways.reserve(layers.arcs.size());
    for (std::size_t place = 0; place < layers.arcs.size(); ++place)
        ways.push_back(router.route(static_cast<int>(place)));
    return ways;
}

} // namespace slipway::layout
