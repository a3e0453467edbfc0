#pragma once

#include "layout/layers.h"

#include <cstdint>

namespace slipway::layout {

/// How much may be spent on fewer crossings, in units of about a nanosecond of a desktop of 2024.
struct OrderingEffort {
    double perItem = 0;
    double atLeast = 0;
    double atMost = 0;
};

/// Orders the items of each layer so that few segments cross; gives what the crossings cost (see crossings.h).
std::int64_t orderLayers(Layers &layers, const OrderingEffort &effort);

/// The same after an edit. `before` has one place an item. Items that are not new keep the order of their places,
/// unless two neighbours cross less the other way round; new ones go where they cross least.
void reorderLayers(Layers &layers, const std::vector<double> &before, const std::vector<char> &isNew);

} // namespace slipway::layout
