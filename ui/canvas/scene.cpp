#include "canvas/scene.h"

#include "canvas/edge_curve.h"

#include <algorithm>

namespace slipway::canvas {

namespace {

/// Outlines, ports, the focus ring and the tips of arrows.
constexpr qreal around = 8;

QRectF boxOf(const std::vector<QPointF> &way)
{
    QRectF box(way.front(), QSizeF());
    for (const QPointF &point : way) {
        box.setLeft(std::min(box.left(), point.x()));
        box.setRight(std::max(box.right(), point.x()));
        box.setTop(std::min(box.top(), point.y()));
        box.setBottom(std::max(box.bottom(), point.y()));
    }
    return box.adjusted(-around, -around, around, around);
}

void sortOnce(std::vector<int> &numbers)
{
    std::ranges::sort(numbers);
    numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
}

} // namespace

void Scene::setPicture(Picture picture, const QHash<QString, QPointF> &placed)
{
    QHash<LinkEnds, std::vector<QPointF>> bends;
    for (std::size_t at = 0; at < m_bends.size(); ++at) {
        const Link &it = m_picture.links[at];
        if (!m_bends[at].empty())
            bends.insert({it.from, it.to}, m_bends[at]);
    }
    m_picture = std::move(picture);
    m_bends.assign(m_picture.links.size(), {});
    for (std::size_t at = 0; at < m_bends.size() && !bends.isEmpty(); ++at)
        m_bends[at] = bends.value({m_picture.links[at].from, m_picture.links[at].to});
    readNodes(placed);
    readLinks();
    rebuild();
}

void Scene::setMeasures(const Measures &measures)
{
    const qreal factor = measures.scale / m_measures.scale;
    m_measures = measures;
    m_bends.clear();
    for (int at = 0; at < size(); ++at) {
        Node &node = m_nodes[static_cast<std::size_t>(at)];
        node.shape = shapeOf(card(at), m_measures);
        node.body = QRectF(node.body.topLeft() * factor, node.shape.body);
    }
    rebuild();
}

void Scene::readNodes(const QHash<QString, QPointF> &placed)
{
    m_nodes.assign(m_picture.cards.size(), {});
    m_index.clear();
    m_index.reserve(static_cast<qsizetype>(m_nodes.size()));
    for (int at = 0; at < size(); ++at) {
        Node &node = m_nodes[static_cast<std::size_t>(at)];
        node.shape = shapeOf(card(at), m_measures);
        node.body = QRectF(placed.value(card(at).id), node.shape.body);
        node.parent = card(at).parent.isEmpty() ? -1 : m_index.value(card(at).parent, -1);
        if (node.parent >= 0) {
            Node &group = m_nodes[static_cast<std::size_t>(node.parent)];
            node.isHidden = group.isHidden || card(node.parent).isFolded;
            group.inside.push_back(at);
            group.isFrame = !card(node.parent).isFolded;
        }
        if (!m_index.contains(card(at).id))
            m_index.insert(card(at).id, at);
    }
}

void Scene::readLinks()
{
    m_lines.assign(m_picture.links.size(), {});
    for (int at = 0; at < lineCount(); ++at) {
        Line &line = m_lines[static_cast<std::size_t>(at)];
        const int from = indexOf(link(at).from);
        const int to = indexOf(link(at).to);
        if (from < 0 || to < 0 || from == to || node(from).isHidden || node(to).isHidden)
            continue;
        line.from = from;
        line.to = to;
        m_nodes[static_cast<std::size_t>(from)].linksOut.push_back(at);
        m_nodes[static_cast<std::size_t>(to)].linksIn.push_back(at);
    }
}

int Scene::indexOf(const LinkEnds &ends) const
{
    const int from = indexOf(ends.from);
    if (from < 0)
        return -1;
    for (const int line : node(from).linksOut) {
        if (link(line).to == ends.to)
            return line;
    }
    return -1;
}

bool Scene::isAncestor(int group, int at) const
{
    while (at >= 0 && at != group)
        at = node(at).parent;
    return at == group;
}

QPointF Scene::outPort(int at) const
{
    const QRectF &body = node(at).body;
    return {body.right(), body.center().y()};
}

QPointF Scene::inPort(int at) const
{
    const QRectF &body = node(at).body;
    return {body.left(), body.center().y()};
}

QRectF Scene::boundsOf(int at) const
{
    const Node &it = node(at);
    const qreal sides = std::max(around, it.shape.side);
    return it.body.adjusted(-sides, -it.shape.above - around, sides, it.shape.below + around);
}

void Scene::fitFrame(int at)
{
    Node &frame = m_nodes[static_cast<std::size_t>(at)];
    QRectF inner;
    for (const int child : frame.inside) {
        const Node &it = node(child);
        inner = inner.united(it.body.adjusted(-it.shape.side, -it.shape.above, it.shape.side, it.shape.below));
    }
    const qreal padding = m_measures.framePadding;
    frame.body = inner.adjusted(-padding, -padding - m_measures.frameHead, padding, padding);
}

void Scene::fitFrames()
{
    for (int at = size() - 1; at >= 0; --at) {
        if (node(at).isFrame)
            fitFrame(at);
    }
}

void Scene::rebuild()
{
    fitFrames();
    m_nodeIndex.clear();
    m_lineIndex.clear();
    for (int at = 0; at < size(); ++at) {
        m_nodes[static_cast<std::size_t>(at)].bounds = boundsOf(at);
        if (!node(at).isHidden)
            m_nodeIndex.insert(at, node(at).bounds);
    }
    for (int at = 0; at < lineCount(); ++at) {
        if (line(at).from < 0)
            continue;
        buildWay(at);
        m_lineIndex.insert(at, line(at).bounds);
    }
    updateBounds();
}

void Scene::buildWay(int at)
{
    Line &line = m_lines[static_cast<std::size_t>(at)];
    const auto place = static_cast<std::size_t>(at);
    static const std::vector<QPointF> none;
    line.way = curveBetween(outPort(line.from), inPort(line.to), place < m_bends.size() ? m_bends[place] : none);
    line.bounds = boxOf(line.way);
    // Words stand above the middle.
    if (!link(at).words.isEmpty())
        line.bounds.adjust(-40, -20, 40, 8);
}

void Scene::updateBounds()
{
    m_bounds = {};
    for (const Node &it : m_nodes) {
        if (!it.isHidden)
            m_bounds = m_bounds.united(it.bounds);
    }
}

void Scene::setBends(std::vector<std::vector<QPointF>> bends)
{
    m_bends = std::move(bends);
    rebuild();
}

void Scene::collect(int at, std::vector<int> &all) const
{
    all.push_back(at);
    for (const int child : node(at).inside)
        collect(child, all);
}

std::vector<int> Scene::withInside(std::span<const int> nodes) const
{
    std::vector<int> all;
    for (const int at : nodes)
        collect(at, all);
    sortOnce(all);
    return all;
}

std::vector<int> Scene::withGroups(std::span<const int> nodes) const
{
    std::vector<int> all(nodes.begin(), nodes.end());
    for (const int at : nodes) {
        for (int group = node(at).parent; group >= 0; group = node(group).parent)
            all.push_back(group);
    }
    sortOnce(all);
    return all;
}

std::vector<int> Scene::linesOf(std::span<const int> nodes) const
{
    std::vector<int> lines;
    for (const int at : nodes) {
        lines.insert(lines.end(), node(at).linksIn.begin(), node(at).linksIn.end());
        lines.insert(lines.end(), node(at).linksOut.begin(), node(at).linksOut.end());
    }
    sortOnce(lines);
    return lines;
}

QRectF Scene::areaWith(std::span<const int> nodes) const
{
    QRectF area;
    for (const int at : nodes)
        area = area.united(node(at).bounds);
    for (const int at : linesOf(nodes))
        area = area.united(line(at).bounds);
    return area;
}

void Scene::refresh(std::span<const int> nodes)
{
    // Groups stand before what they hold, so frames are fitted from the inside out.
    for (auto at = nodes.rbegin(); at != nodes.rend(); ++at) {
        Node &it = m_nodes[static_cast<std::size_t>(*at)];
        if (it.isFrame)
            fitFrame(*at);
        m_nodeIndex.remove(*at, it.bounds);
        it.bounds = boundsOf(*at);
        if (!it.isHidden)
            m_nodeIndex.insert(*at, it.bounds);
    }
    for (const int at : linesOf(nodes)) {
        m_lineIndex.remove(at, line(at).bounds);
        if (const auto place = static_cast<std::size_t>(at); place < m_bends.size())
            m_bends[place].clear();
        buildWay(at);
        m_lineIndex.insert(at, line(at).bounds);
    }
}

QRectF Scene::move(std::span<const int> nodes, const QPointF &by)
{
    const std::vector<int> moved = withInside(nodes);
    const std::vector<int> touched = withGroups(moved);
    const QRectF before = areaWith(touched);
    for (const int at : moved)
        m_nodes[static_cast<std::size_t>(at)].body.translate(by);
    refresh(touched);
    updateBounds();
    return before.united(areaWith(touched));
}

void Scene::place(const std::vector<QPointF> &corners, const std::vector<char> &isGiven)
{
    for (std::size_t at = 0; at < m_nodes.size(); ++at) {
        if (isGiven[at])
            m_nodes[at].body.moveTopLeft(corners[at]);
    }
    for (std::size_t at = 0; at < m_bends.size(); ++at) {
        const Line &it = m_lines[at];
        if (it.from >= 0 && (isGiven[static_cast<std::size_t>(it.from)] || isGiven[static_cast<std::size_t>(it.to)]))
            m_bends[at].clear();
    }
    rebuild();
}

} // namespace slipway::canvas
