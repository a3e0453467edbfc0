#pragma once

#include "layout/coordinates.h"
#include "layout/layout.h"

namespace slipway::layout {

/// A part of the graph with everything decided but the edges' ways.
struct Drawing {
    /// A node's top left corner and size.
    struct Box {
        double x = 0;
        double y = 0;
        double width = 0;
        double height = 0;
    };
    std::vector<Box> boxes;
    /// For each layer the left and the right end of its widest node.
    std::vector<double> columnLeft;
    std::vector<double> columnRight;
    /// For each item the y of its middle.
    std::vector<double> y;
    /// Above all items.
    double top = 0;
};

/// Gives columns their x, and each node its box.
Drawing placeColumns(const Layers &layers, const std::vector<double> &widths, const std::vector<double> &heights,
                     const Spacing &spacing, std::vector<double> y);

/// For each arc its way from the right side of `from` to the left side of `to`.
///
/// Within a column an arc keeps to a band of its own, and no two bands of a column touch. So arcs meet no node, and
/// cross between columns only, as often as the order of the layers says. Of all such ways it is the shortest.
std::vector<std::vector<Point>> routeArcs(const Layers &layers, const Drawing &drawing);

} // namespace slipway::layout
