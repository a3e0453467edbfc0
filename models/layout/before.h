#pragma once

#include "layout/layers.h"
#include "layout/layout.h"

namespace slipway::layout {

/// How a part of the graph was drawn before an edit.
struct Before {
    /// One a node of the part; null for new ones.
    std::vector<const PlacedNode *> nodes;
    /// One an arc of the part; null for new ones.
    std::vector<const PlacedEdge *> edges;

    /// Whether enough is known for the drawing to be kept.
    bool isUseful() const;
    /// For each node its layer; -1 for new ones.
    std::vector<int> layers() const;
    /// For each arc, whether it led from right to left.
    std::vector<char> turned() const;
};

/// Where items lay before an edit, or, for new ones, where they would lie between those they are joined to.
struct FormerPlaces {
    /// The y of each item's middle.
    std::vector<double> y;
    std::vector<char> isNew;
};

/// `arcOf` has for each arc of `before` its arc in `layers`, -1 for none.
FormerPlaces formerPlaces(const Layers &layers, const Before &before, const std::vector<int> &arcOf);

} // namespace slipway::layout
