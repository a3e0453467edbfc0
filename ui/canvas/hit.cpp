#include "canvas/hit.h"

#include "canvas/edge_curve.h"
#include "canvas/stacking.h"

#include <algorithm>
#include <cmath>

namespace slipway::canvas {

namespace {

constexpr qreal linkReach = 6;
constexpr qreal portReach = 10;
constexpr qreal handleSide = 24;
/// Below, rows and ports are too small to be met.
constexpr qreal leastPartZoom = leastTextZoom;

int linkNear(const Board &board, const QPointF &at)
{
    const qreal reach = linkReach / board.view.zoom;
    int nearest = -1;
    qreal least = reach;
    for (const int line : board.scene.linesAround(QRectF(at, QSizeF()).adjusted(-reach, -reach, reach, reach))) {
        const qreal distance = distanceTo(board.scene.line(line).way, at);
        if (distance < least) {
            least = distance;
            nearest = line;
        }
    }
    return nearest;
}

int portNear(const Board &board, const QPointF &at)
{
    const qreal reach = portReach / board.view.zoom;
    for (const int node : board.scene.nodesAround(QRectF(at, QSizeF()).adjusted(-reach, -reach, reach, reach))) {
        const QPointF by = board.scene.outPort(node) - at;
        if (std::hypot(by.x(), by.y()) <= reach && board.mayConnectFrom(node))
            return node;
    }
    return -1;
}

/// Where a link is short, half of it is its own, as its ports would take it all.
bool isOnMiddle(const Board &board, int link, const QPointF &at)
{
    if (link < 0 || !board.scene.link(link).canCut)
        return false;
    const std::vector<QPointF> &way = board.scene.line(link).way;
    const QPointF by = middleOf(way) - at;
    const QPointF ends = way.back() - way.front();
    return std::hypot(by.x(), by.y()) <= std::hypot(ends.x(), ends.y()) / 4;
}

bool covers(const Board &board, int at, const QPointF &point)
{
    const Scene::Node &node = board.scene.node(at);
    if (node.isHidden)
        return false;
    if (board.scene.card(at).kind != CardKind::Gate)
        return node.body.contains(point);
    const QPointF by = point - node.body.center();
    const bool isInDiamond = std::abs(by.x()) / node.body.width() + std::abs(by.y()) / node.body.height() <= 0.5;
    return isInDiamond
        || node.body.adjusted(-node.shape.side, node.body.height(), node.shape.side, node.shape.below).contains(point);
}

/// Only a group's head and border are the group; its inside is canvas.
bool isOnFrame(const Board &board, int at, const QPointF &point)
{
    const QRectF &body = board.scene.node(at).body;
    const qreal border = linkReach / board.view.zoom;
    const qreal head = board.scene.measures().frameHead;
    return !body.adjusted(border, head, -border, -border).contains(point);
}

} // namespace

int nodeAt(const Board &board, const QPointF &point)
{
    const QPointF at = board.view.toScene(point);
    const std::vector<int> near = board.scene.nodesAround(QRectF(at, QSizeF(0.1, 0.1)));
    int group = -1;
    int card = -1;
    for (const int node : near) {
        if (!covers(board, node, at))
            continue;
        if (board.scene.node(node).isFrame)
            group = std::max(group, node);
        else if (card < 0 || !liesBelow(board.scene, node, board.isRaised(node), card, board.isRaised(card)))
            card = node;
    }
    return card >= 0 ? card : group;
}

QRectF cutHandleOf(const Board &board, int link)
{
    const QPointF middle = board.view.toView(middleOf(board.scene.line(link).way));
    return {middle.x() - handleSide / 2, middle.y() - handleSide / 2, handleSide, handleSide};
}

namespace {

/// Which part of a card, of which parts large enough to be met.
Hit hitOnCard(const Board &board, int node, const QPointF &at, bool hasParts)
{
    const Card &card = board.scene.card(node);
    const QRectF &body = board.scene.node(node).body;
    const Measures &measures = board.scene.measures();
    if (hasParts && card.canFold && foldRect(card, body, measures).contains(at))
        return {.part = Part::Fold, .node = node};
    if (!hasParts || board.scene.node(node).isFrame || !showsRows(card))
        return {.part = Part::Card, .node = node};
    const qreal first = rowRect(card, body, 0, measures).top();
    const int row = static_cast<int>(std::floor((at.y() - first) / measures.row));
    if (row < 0 || row >= static_cast<int>(card.rows.size()))
        return {.part = Part::Card, .node = node};
    return {.part = Part::Row, .node = node, .row = row};
}

} // namespace

Hit hitAt(const Board &board, const QPointF &point)
{
    if (board.showsMinimap() && !board.scene.isEmpty() && board.minimapRect().contains(point))
        return {.part = Part::Minimap};
    if (board.hoveredLink >= 0 && board.scene.link(board.hoveredLink).canCut && !board.isFrozen()
        && cutHandleOf(board, board.hoveredLink).contains(point))
        return {.part = Part::CutHandle, .link = board.hoveredLink};
    const QPointF at = board.view.toScene(point);
    const bool hasParts = board.view.zoom >= leastPartZoom;
    const int link = linkNear(board, at);
    if (const int port = hasParts ? portNear(board, at) : -1; port >= 0 && !isOnMiddle(board, link, at))
        return {.part = Part::Port, .node = port};
    const int node = nodeAt(board, point);
    if (node >= 0 && (!board.scene.node(node).isFrame || isOnFrame(board, node, at)))
        return hitOnCard(board, node, at, hasParts);
    return link < 0 ? Hit{} : Hit{.part = Part::Link, .link = link};
}

Spot spotOf(const Board &board, const Hit &hit)
{
    return hit.node < 0 ? Spot{} : Spot{board.scene.card(hit.node).id, hit.row};
}

DropSpot dropSpotAt(const Board &board, const QPointF &point)
{
    DropSpot where{.spot = {}, .at = board.view.toScene(point)};
    const int node = nodeAt(board, point);
    if (node < 0)
        return where;
    const Card &card = board.scene.card(node);
    const int gap = gapAt(card, board.scene.node(node).body, where.at.y(), board.scene.measures());
    where.spot = {card.id, board.scene.node(node).isFrame ? -1 : gap};
    return where;
}

} // namespace slipway::canvas
