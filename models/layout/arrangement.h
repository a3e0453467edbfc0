#pragma once

#include "layout/layers.h"

#include <cstdint>

namespace slipway::layout {

/// The order of items within each layer, with each item's place in it. Keeps both in step.
class Arrangement
{
public:
    explicit Arrangement(const Layers &layers);

    const Layers &layers() const { return *m_layers; }
    int layerCount() const { return static_cast<int>(m_order.size()); }
    const std::vector<int> &order(int layer) const { return m_order[layer]; }
    const std::vector<std::vector<int>> &orders() const { return m_order; }
    int position(int item) const { return m_position[item]; }

    /// `order` holds the layer's items in another order.
    void setOrder(int layer, std::vector<int> order);
    /// Moves the item at `from` to `to`; those between make room.
    void move(int layer, int from, int to);
    void swapWithNext(int layer, int position);

private:
    void number(int layer, int first, int last);

    const Layers *m_layers;
    std::vector<std::vector<int>> m_order;
    std::vector<int> m_position;
};

} // namespace slipway::layout
