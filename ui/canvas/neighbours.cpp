#include "canvas/neighbours.h"

#include "canvas/placing.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slipway::canvas {

namespace {

QPointF centre(const Scene &scene, int at)
{
    return scene.node(at).body.center();
}

/// How far a card is that way; what lies aside counts more. Infinite when it is not that way.
qreal cost(const QRectF &from, const QRectF &to, Direction direction)
{
    const QPointF by = to.center() - from.center();
    qreal along = 0;
    qreal across = 0;
    switch (direction) {
    case Direction::Left: along = -by.x(), across = by.y(); break;
    case Direction::Right: along = by.x(), across = by.y(); break;
    case Direction::Up: along = -by.y(), across = by.x(); break;
    case Direction::Down: along = by.y(), across = by.x(); break;
    }
    const bool isSideways = direction == Direction::Left || direction == Direction::Right;
    // Beside each other is not above each other.
    const bool overlaps = isSideways ? to.left() < from.right() && to.right() > from.left()
                                     : to.top() < from.bottom() && to.bottom() > from.top();
    if (along <= 1 || (overlaps && std::abs(across) > along))
        return std::numeric_limits<qreal>::infinity();
    return along + 2 * std::abs(across);
}

bool isReachable(const Scene &scene, int from, int to, int without)
{
    // A group and what it holds lie over each other: Tab leads from one to the other.
    return to != from && to != without && !scene.node(to).isHidden && !scene.isAncestor(to, from)
        && !scene.isAncestor(from, to);
}

} // namespace

std::optional<Direction> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left: return Direction::Left;
    case Qt::Key_Right: return Direction::Right;
    case Qt::Key_Up: return Direction::Up;
    case Qt::Key_Down: return Direction::Down;
    default: return {};
    }
}

int nearest(const Scene &scene, int from, Direction direction, int without)
{
    int best = -1;
    qreal least = std::numeric_limits<qreal>::infinity();
    const auto consider = [&](int at) {
        if (!isReachable(scene, from, at, without))
            return;
        const qreal price = cost(scene.node(from).body, scene.node(at).body, direction);
        if (price < least) {
            least = price;
            best = at;
        }
    };
    if (direction == Direction::Right) {
        for (const int line : scene.node(from).linksOut)
            consider(scene.line(line).to);
    } else if (direction == Direction::Left) {
        for (const int line : scene.node(from).linksIn)
            consider(scene.line(line).from);
    }
    if (best >= 0)
        return best;
    for (int at = 0; at < scene.size(); ++at)
        consider(at);
    return best;
}

std::vector<int> byDistance(const Scene &scene, int from)
{
    std::vector<int> others;
    for (int at = 0; at < scene.size(); ++at) {
        if (at != from && !scene.node(at).isHidden)
            others.push_back(at);
    }
    std::ranges::sort(others, {}, [&](int at) {
        const QPointF by = centre(scene, at) - centre(scene, from);
        // To the right, as links lead there.
        return std::hypot(by.x(), by.y()) * (by.x() < 0 ? 3 : 1);
    });
    return others;
}

std::vector<int> graphOrder(const Scene &scene)
{
    const std::vector<int> column = columnsOf(scene);
    std::vector<std::vector<int>> inside(static_cast<std::size_t>(scene.size()) + 1);
    for (int at = 0; at < scene.size(); ++at) {
        if (!scene.node(at).isHidden)
            inside[static_cast<std::size_t>(scene.node(at).parent + 1)].push_back(at);
    }
    for (std::vector<int> &level : inside) {
        std::ranges::sort(level, {}, [&](int at) {
            return std::pair(column[static_cast<std::size_t>(at)], scene.node(at).body.top());
        });
    }
    std::vector<int> order;
    std::vector<int> open(inside.front().rbegin(), inside.front().rend());
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        order.push_back(at);
        const std::vector<int> &held = inside[static_cast<std::size_t>(at) + 1];
        open.insert(open.end(), held.rbegin(), held.rend());
    }
    return order;
}

} // namespace slipway::canvas
