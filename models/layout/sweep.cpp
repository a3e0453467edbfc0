#include "layout/sweep.h"

#include <algorithm>

namespace slipway::layout {

namespace {

struct Placed {
    int item = 0;
    double place = 0;
};

double measured(std::vector<int> &places, Measure measure)
{
    const auto count = places.size();
    if (measure == Measure::Barycentre || count < 3) {
        double sum = 0;
        for (const int place : places)
            sum += place;
        return sum / static_cast<double>(count);
    }
    std::ranges::sort(places);
    const auto middle = count / 2;
    if (count % 2 == 1)
        return places[middle];
    // Of two medians the one nearer to the denser side, as in Gansner et al.
    const double left = places[middle - 1] - places.front();
    const double right = places.back() - places[middle];
    if (left + right == 0)
        return (places[middle - 1] + places[middle]) / 2.0;
    return (places[middle - 1] * right + places[middle] * left) / (left + right);
}

void sortLayer(Arrangement &arrangement, int layer, const Lists &fixed, Measure measure, bool keepsTies)
{
    std::vector<int> order = arrangement.order(layer);
    std::vector<Placed> moving;
    std::vector<int> openSlots;
    std::vector<int> places;
    for (std::size_t slot = 0; slot < order.size(); ++slot) {
        places.clear();
        for (const int other : fixed.of(order[slot]))
            places.push_back(arrangement.position(other));
        if (places.empty())
            continue;
        openSlots.push_back(static_cast<int>(slot));
        moving.push_back({order[slot], measured(places, measure)});
    }
    if (!keepsTies)
        std::ranges::reverse(moving);
    std::ranges::stable_sort(moving, {}, &Placed::place);
    for (std::size_t i = 0; i < openSlots.size(); ++i)
        order[openSlots[i]] = moving[i].item;
    arrangement.setOrder(layer, std::move(order));
}

} // namespace

void sweep(Arrangement &arrangement, bool rightwards, Measure measure, bool keepsTies)
{
    const int count = arrangement.layerCount();
    const Layers &layers = arrangement.layers();
    for (int step = 1; step < count; ++step) {
        const int layer = rightwards ? step : count - 1 - step;
        sortLayer(arrangement, layer, rightwards ? layers.left : layers.right, measure, keepsTies);
    }
}

std::vector<std::vector<int>> walkOrder(const Layers &layers, bool rightwards)
{
    std::vector<std::vector<int>> order(layers.order.size());
    std::vector<char> seen(layers.itemCount, 0);
    std::vector<int> waiting;
    const Lists &onward = rightwards ? layers.right : layers.left;
    const Lists &backward = rightwards ? layers.left : layers.right;
    const auto walkFrom = [&](int start) {
        waiting.push_back(start);
        while (!waiting.empty()) {
            const int item = waiting.back();
            waiting.pop_back();
            if (seen[item])
                continue;
            seen[item] = 1;
            order[layers.layerOf[item]].push_back(item);
            const auto others = onward.of(item);
            waiting.insert(waiting.end(), others.rbegin(), others.rend());
        }
    };
    for (int item = 0; item < layers.itemCount; ++item) {
        if (backward.sizeOf(item) == 0)
            walkFrom(item);
    }
    return order;
}

} // namespace slipway::layout
