#include "layout/taut_string.h"

#include <algorithm>
#include <limits>

namespace slipway::layout {

namespace {

/// The slopes at which one sees from a point through the gates after it, and the gates that bound them.
struct View {
    double least = std::numeric_limits<double>::lowest();
    double most = std::numeric_limits<double>::max();
    std::size_t leastGate = 0;
    std::size_t mostGate = 0;
};

class String
{
public:
    String(const std::vector<Gate> &gates, double wish)
        : m_gates(gates)
        , m_wish(wish)
    { }

    std::vector<Point> pull()
    {
        std::size_t gate = begin();
        while (gate + 1 < m_gates.size())
            gate = onward(gate);
        return std::move(m_points);
    }

private:
    void bend(std::size_t gate, double y) { m_points.push_back({m_gates[gate].x, y}); }

    /// Goes level for as long as it can; gives the gate at which it cannot any more.
    std::size_t begin()
    {
        double low = m_gates.front().low;
        double high = m_gates.front().high;
        std::size_t lowGate = 0;
        std::size_t highGate = 0;
        for (std::size_t gate = 1; gate < m_gates.size(); ++gate) {
            if (m_gates[gate].low > high)
                return turn(highGate, high);
            if (m_gates[gate].high < low)
                return turn(lowGate, low);
            if (m_gates[gate].low >= low) {
                low = m_gates[gate].low;
                lowGate = gate;
            }
            if (m_gates[gate].high <= high) {
                high = m_gates[gate].high;
                highGate = gate;
            }
        }
        const double y = std::clamp(m_wish, low, high);
        bend(0, y);
        bend(m_gates.size() - 1, y);
        return m_gates.size() - 1;
    }

    std::size_t turn(std::size_t gate, double y)
    {
        if (gate > 0)
            bend(0, y);
        bend(gate, y);
        return gate;
    }

    /// From a bend at `from` straight to the next one; gives its gate.
    std::size_t onward(std::size_t from)
    {
        const Point start = m_points.back();
        View view;
        for (std::size_t gate = from + 1; gate < m_gates.size(); ++gate) {
            const double width = m_gates[gate].x - start.x;
            const double least = (m_gates[gate].low - start.y) / width;
            const double most = (m_gates[gate].high - start.y) / width;
            if (least > view.most)
                return bendAt(view.mostGate, m_gates[view.mostGate].high);
            if (most < view.least)
                return bendAt(view.leastGate, m_gates[view.leastGate].low);
            if (least >= view.least) {
                view.least = least;
                view.leastGate = gate;
            }
            if (most <= view.most) {
                view.most = most;
                view.mostGate = gate;
            }
        }
        if (view.least > 0)
            return bendAt(view.leastGate, m_gates[view.leastGate].low);
        if (view.most < 0)
            return bendAt(view.mostGate, m_gates[view.mostGate].high);
        return bendAt(m_gates.size() - 1, start.y);
    }

    std::size_t bendAt(std::size_t gate, double y)
    {
        bend(gate, y);
        return gate;
    }

    const std::vector<Gate> &m_gates;
    double m_wish;
    std::vector<Point> m_points;
};

} // namespace

std::vector<Point> pullTaut(const std::vector<Gate> &gates, double wish)
{
    return String(gates, wish).pull();
}

} // namespace slipway::layout
