#pragma once

#include "base/result.h"

#include <string>
#include <vector>

/// Layered left-to-right drawings of directed graphs. Pure functions; any thread.
namespace slipway::layout {

/// Units are the caller's (pixels, say); y grows downwards.
struct Point {
    double x = 0;
    double y = 0;

    bool operator==(const Point &) const = default;
};

struct Node {
    /// Unique in its graph.
    std::string id;
    double width = 0;
    double height = 0;
};

struct Edge {
    /// Ids of nodes. Both may be the same.
    std::string from;
    std::string to;
    /// The caller's own; handed through.
    int kind = 0;
};

struct Graph {
    std::vector<Node> nodes;
    std::vector<Edge> edges;
};

struct PlacedNode {
    std::string id;
    /// The top left corner.
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    /// The column, from 0 at the left of the node's connected part.
    int layer = 0;

    bool operator==(const PlacedNode &) const = default;
};

struct PlacedEdge {
    std::string from;
    std::string to;
    int kind = 0;
    /// The way as a polyline of at least two points: it begins at the border of `from` and ends at that of `to`.
    std::vector<Point> points;

    bool operator==(const PlacedEdge &) const = default;
};

/// Nodes and edges are those of the graph, in its order. Everything lies within (0, top) and (width, top + height).
struct Layout {
    std::vector<PlacedNode> nodes;
    std::vector<PlacedEdge> edges;
    /// 0 in a new drawing. After an edit it may be higher or lower, so that what stays need not move.
    double top = 0;
    double width = 0;
    double height = 0;

    bool operator==(const Layout &) const = default;
};

struct Options {
    /// Full searches for few crossings; Interactive does a tenth of the work, for each key of an edit.
    enum class Effort { Full, Interactive };
    Effort effort = Effort::Full;
    /// Between the widest nodes of neighbouring layers.
    double layerGap = 36;
    /// Between nodes of a layer.
    double nodeGap = 18;
    /// Between edges that pass a layer.
    double edgeGap = 10;
    /// How the graph was drawn before an edit: what it knows keeps its order, and its place where there is room.
    /// Read during the call only.
    const Layout *previous = nullptr;
};

/// Draws `graph`. No node overlaps another and no edge passes through a node that it does not join.
///
/// The result depends on the arguments alone, never on time or chance. Edges that go back in a cycle are drawn from
/// right to left. Connected parts lie one below the other.
/// Error: invalidInput for an id that is empty or taken, an edge whose end does not exist, and a size or gap that is
/// negative, not finite, or above ten million.
base::Result<Layout> layOut(const Graph &graph, const Options &options = {});

} // namespace slipway::layout
