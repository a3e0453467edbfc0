#include "layout/arrangement.h"

#include <algorithm>

namespace slipway::layout {

Arrangement::Arrangement(const Layers &layers)
    : m_layers(&layers)
    , m_order(layers.order)
    , m_position(layers.itemCount, 0)
{
    for (int layer = 0; layer < layerCount(); ++layer)
        number(layer, 0, static_cast<int>(m_order[layer].size()) - 1);
}

void Arrangement::setOrder(int layer, std::vector<int> order)
{
    m_order[layer] = std::move(order);
    number(layer, 0, static_cast<int>(m_order[layer].size()) - 1);
}

void Arrangement::move(int layer, int from, int to)
{
    const auto begin = m_order[layer].begin();
    if (from < to)
        std::rotate(begin + from, begin + from + 1, begin + to + 1);
    else
        std::rotate(begin + to, begin + from, begin + from + 1);
    number(layer, std::min(from, to), std::max(from, to));
}

void Arrangement::swapWithNext(int layer, int position)
{
    std::swap(m_order[layer][position], m_order[layer][position + 1]);
    number(layer, position, position + 1);
}

void Arrangement::number(int layer, int first, int last)
{
    for (int place = first; place <= last; ++place)
        m_position[m_order[layer][place]] = place;
}

} // namespace slipway::layout
