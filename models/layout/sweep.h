#pragma once

#include "layout/arrangement.h"

namespace slipway::layout {

/// How an item's place follows from the places of those joined to it.
enum class Measure { Barycentre, Median };

/// Sorts each layer by the places of those joined to it in the layer before, from one end of the graph to the other.
/// Items without such stay where they are. `keepsTies` false turns equal ones around, which frees what is stuck.
void sweep(Arrangement &arrangement, bool rightwards, Measure measure, bool keepsTies);

/// The order in which a walk in depth meets the items, from the first layer's or from the last layer's.
std::vector<std::vector<int>> walkOrder(const Layers &layers, bool rightwards);

} // namespace slipway::layout
