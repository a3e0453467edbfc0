#pragma once

#include "layout/digraph.h"

namespace slipway::layout {

/// A graph cut into layers, in which each segment joins neighbouring layers.
///
/// Items 0…nodeCount-1 are the graph's nodes; each further item is a bend: a place at which an arc passes a layer.
struct Layers {
    int nodeCount = 0;
    int itemCount = 0;
    std::vector<int> layerOf;
    /// For each item, those joined to it in the layer on its left, and on its right.
    Lists left;
    Lists right;
    /// The arcs that these segments belong to, in the same order.
    Lists leftArcs;
    Lists rightArcs;
    std::vector<Arc> arcs;
    /// For each arc, its first bend, and after the last arc the number of items: an arc's bends are consecutive, from
    /// left to right.
    std::vector<int> firstBend;
    /// For each layer, its items from top to bottom.
    std::vector<std::vector<int>> order;

    bool isBend(int item) const { return item >= nodeCount; }
};

/// Cuts `graph`, in which each arc leads from a lower to a higher layer. Layers are ordered by number of item.
Layers cutIntoLayers(const Digraph &graph, const std::vector<int> &layerOf);

} // namespace slipway::layout
