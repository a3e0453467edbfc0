#pragma once

#include "canvas/grid_index.h"
#include "canvas/measures.h"

#include <QHash>
#include <QPointF>

#include <span>
#include <vector>

namespace slipway::canvas {

/// A link's ends, by which it is known over changes of the picture.
struct LinkEnds {
    QString from;
    QString to;

    bool operator==(const LinkEnds &) const = default;
    friend size_t qHash(const LinkEnds &ends, size_t seed = 0) { return qHashMulti(seed, ends.from, ends.to); }
};

/// The picture with a place for each card, and what stands where. Places are of bodies' top left corners, in scene
/// units. Cards are numbered as in the picture.
class Scene
{
public:
    struct Node {
        Shape shape;
        QRectF body;
        /// With pill, gate's name, ports and outlines.
        QRectF bounds;
        int parent = -1;
        /// An open group: its body follows from what it holds.
        bool isFrame = false;
        /// Within a folded group.
        bool isHidden = false;
        std::vector<int> inside;
        std::vector<int> linksIn;
        std::vector<int> linksOut;
    };
    struct Line {
        int from = -1;
        int to = -1;
        std::vector<QPointF> way;
        QRectF bounds;
    };

    /// Cards stand where `placed` says; those it does not name stand at the origin until they are placed. Links keep
    /// their bends.
    void setPicture(Picture picture, const QHash<QString, QPointF> &placed);
    void setMeasures(const Measures &measures);

    const Picture &picture() const { return m_picture; }
    const Measures &measures() const { return m_measures; }
    int size() const { return static_cast<int>(m_nodes.size()); }
    bool isEmpty() const { return m_nodes.empty(); }
    const Node &node(int at) const { return m_nodes[static_cast<std::size_t>(at)]; }
    const Card &card(int at) const { return m_picture.cards[static_cast<std::size_t>(at)]; }
    const Link &link(int at) const { return m_picture.links[static_cast<std::size_t>(at)]; }
    const Line &line(int at) const { return m_lines[static_cast<std::size_t>(at)]; }
    int lineCount() const { return static_cast<int>(m_lines.size()); }
    /// -1 when there is none.
    int indexOf(const QString &card) const { return m_index.value(card, -1); }
    int indexOf(const LinkEnds &ends) const;
    bool isAncestor(int group, int node) const;

    /// Moves bodies and all that follows from them; of frames, all they hold. Gives the area that changed.
    QRectF move(std::span<const int> nodes, const QPointF &by);
    /// Puts many at once, where `isGiven` says so.
    void place(const std::vector<QPointF> &corners, const std::vector<char> &isGiven);
    /// Ways with bends for links whose ends stand where a drawing put them; empty ones are plain.
    void setBends(std::vector<std::vector<QPointF>> bends);

    QRectF bounds() const { return m_bounds; }
    std::vector<int> nodesAround(const QRectF &area) const { return m_nodeIndex.around(area); }
    std::vector<int> linesAround(const QRectF &area) const { return m_lineIndex.around(area); }
    QPointF outPort(int node) const;
    QPointF inPort(int node) const;
    /// Nodes and lines that `node` moves with it.
    QRectF areaWith(std::span<const int> nodes) const;

private:
    void readNodes(const QHash<QString, QPointF> &placed);
    void readLinks();
    void fitFrames();
    void fitFrame(int node);
    void buildWay(int line);
    void rebuild();
    /// Of `nodes` and the links that join them, after their bodies changed.
    void refresh(std::span<const int> nodes);
    /// With all they hold, or all that hold them; each once, in order.
    std::vector<int> withInside(std::span<const int> nodes) const;
    std::vector<int> withGroups(std::span<const int> nodes) const;
    void updateBounds();
    void collect(int node, std::vector<int> &all) const;
    std::vector<int> linesOf(std::span<const int> nodes) const;
    QRectF boundsOf(int node) const;

    Picture m_picture;
    Measures m_measures;
    std::vector<Node> m_nodes;
    std::vector<Line> m_lines;
    std::vector<std::vector<QPointF>> m_bends;
    QHash<QString, int> m_index;
    GridIndex m_nodeIndex;
    GridIndex m_lineIndex;
    QRectF m_bounds;
};

} // namespace slipway::canvas
