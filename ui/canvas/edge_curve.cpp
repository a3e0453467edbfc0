#include "canvas/edge_curve.h"

#include <algorithm>
#include <cmath>

namespace slipway::canvas {

namespace {

qreal length(const QPointF &vector)
{
    return std::hypot(vector.x(), vector.y());
}

/// Appends the cubic without its first point.
void appendCubic(std::vector<QPointF> &way, const QPointF &from, const QPointF &to, qreal reach)
{
    if (std::abs(from.y() - to.y()) < 0.5 && to.x() >= from.x()) {
        way.push_back(to);
        return;
    }
    const QPointF first = from + QPointF(reach, 0);
    const QPointF second = to - QPointF(reach, 0);
    const int segments = std::clamp(static_cast<int>(length(to - from) / 10), 8, 32);
    for (int i = 1; i <= segments; ++i) {
        const qreal t = static_cast<qreal>(i) / segments;
        const qreal s = 1 - t;
        way.push_back(s * s * s * from + 3 * s * s * t * first + 3 * s * t * t * second + t * t * t * to);
    }
}

/// How far the curve goes straight on at its ends; more where it must turn back.
qreal reachOf(const QPointF &from, const QPointF &to)
{
    const qreal across = to.x() - from.x();
    if (across >= 0)
        return std::max(across / 2, std::min(24.0, std::abs(to.y() - from.y()) / 2));
    return std::clamp(-across / 2, 48.0, 160.0);
}

} // namespace

std::vector<QPointF> curveBetween(const QPointF &from, const QPointF &to, const std::vector<QPointF> &bends)
{
    std::vector<QPointF> way{from};
    QPointF last = from;
    for (const QPointF &bend : bends) {
        const qreal across = bend.x() - last.x();
        if (across > 4)
            appendCubic(way, last, bend, across / 2);
        else
            way.push_back(bend);
        last = bend;
    }
    appendCubic(way, last, to, reachOf(last, to));
    return way;
}

qreal distanceTo(const std::vector<QPointF> &way, const QPointF &point)
{
    qreal least = 1e18;
    for (std::size_t i = 1; i < way.size(); ++i) {
        const QPointF along = way[i] - way[i - 1];
        const QPointF to = point - way[i - 1];
        const qreal square = QPointF::dotProduct(along, along);
        const qreal share = square > 0 ? std::clamp(QPointF::dotProduct(along, to) / square, 0.0, 1.0) : 0;
        least = std::min(least, length(to - share * along));
    }
    return least;
}

QPointF middleOf(const std::vector<QPointF> &way)
{
    if (way.empty())
        return {};
    qreal all = 0;
    for (std::size_t i = 1; i < way.size(); ++i)
        all += length(way[i] - way[i - 1]);
    qreal left = all / 2;
    for (std::size_t i = 1; i < way.size(); ++i) {
        const qreal step = length(way[i] - way[i - 1]);
        if (step >= left && step > 0)
            return way[i - 1] + (way[i] - way[i - 1]) * (left / step);
        left -= step;
    }
    return way.back();
}

} // namespace slipway::canvas
