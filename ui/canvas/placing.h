#pragma once

#include "canvas/scene.h"

#include "workflow/graph_layout.h"

#include <memory>
#include <optional>

/// Where cards go: all of them in a new drawing, or new ones beside those that stay.
namespace slipway::canvas {

/// More cards than this are laid out on a worker.
inline constexpr int mostAtOnce = 300;

/// What the layout reads, apart from the scene so that a worker may have it.
struct LayoutTask {
    workflow::Graph graph;
    std::vector<workflow::Size> sizes;
    std::shared_ptr<const workflow::PlacedGraph> previous;
    bool isInteractive = false;
};

/// A drawing: corners of bodies, one a card, and ways of links with their bends.
struct Arranged {
    std::vector<QPointF> corners;
    std::vector<std::vector<QPointF>> bends;
    std::shared_ptr<const workflow::PlacedGraph> drawing;
};

LayoutTask taskFor(const Scene &scene, std::shared_ptr<const workflow::PlacedGraph> previous = {},
                   bool isInteractive = false);
/// Null when the layout refuses the graph. Any thread.
std::shared_ptr<const workflow::PlacedGraph> layOutNow(const LayoutTask &task);
/// `drawing` must be of the scene's present picture.
Arranged arranged(const Scene &scene, std::shared_ptr<const workflow::PlacedGraph> drawing);
/// For each card its column: one more than the last of those that lead to it; 0 in cycles.
std::vector<int> columnsOf(const Scene &scene);
/// Columns by links, without a search for a good drawing: what is shown until one is there.
std::vector<QPointF> quickColumns(const Scene &scene);

/// What is known of a card before it gets its place.
struct Wish {
    /// Where a drawing has it.
    QPointF corner;
    bool isNew = false;
    /// A wish to be taken as it is; others shift as those they are joined to were shifted.
    bool isExact = false;
};

/// Corners of all cards: new ones near their wishes, where they cover no other card; the others where they are.
std::vector<QPointF> roomForNew(const Scene &scene, const std::vector<Wish> &wishes);

} // namespace slipway::canvas
