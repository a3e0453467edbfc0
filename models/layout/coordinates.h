#pragma once

#include "layout/layers.h"

namespace slipway::layout {

/// What keeps items of a layer apart.
struct Spacing {
    double layerGap = 0;
    double nodeGap = 0;
    double edgeGap = 0;
};

/// For each item the y of its middle, so that edges are short and nearly straight and items keep their order and
/// distances. `heights` has one value a node.
std::vector<double> placeItems(const Layers &layers, const std::vector<double> &heights, const Spacing &spacing);

/// The same after an edit, near the `wanted` places: nodes that are not new stay where they were if there is room.
std::vector<double> placeNear(const Layers &layers, const std::vector<double> &heights, const Spacing &spacing,
                              const std::vector<double> &wanted, const std::vector<char> &isNew);

} // namespace slipway::layout
