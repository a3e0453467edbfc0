#include "layout/sifting.h"

#include <algorithm>

namespace slipway::layout {

namespace {

/// From so many pairs on, joined edges are counted as others are: it takes linear instead of quadratic time.
constexpr std::size_t manyPairs = 2048;
/// In a long layer items move so far only that all of them together meet about so many others; but this far at least.
constexpr int mostPairs = 4'000'000;
constexpr int nearest = 50;
/// Of exchanges over all layers; the last of many save next to nothing.
constexpr int mostRounds = 50;

} // namespace

Sifting::Sifting(const Layers &layers)
    : m_layers(layers)
    , m_slot(layers.itemCount, 0)
    , m_isFresh(layers.itemCount, 0)
{ }

void Sifting::readSide(const Arrangement &arrangement, int layer, const Lists &others, const Lists &arcs,
                       Side &side) const
{
    side.ends.clear();
    side.begins.assign(1, 0);
    for (const int item : arrangement.order(layer)) {
        const auto itemOthers = others.of(item);
        const auto itemArcs = arcs.of(item);
        for (std::size_t i = 0; i < itemOthers.size(); ++i) {
            const Arc &arc = m_layers.arcs[itemArcs[i]];
            side.ends.push_back({arrangement.position(itemOthers[i]), arc.from, arc.to});
        }
        std::sort(side.ends.begin() + side.begins.back(), side.ends.end(),
                  [](const End &one, const End &other) { return one.place < other.place; });
        side.begins.push_back(static_cast<int>(side.ends.size()));
    }
}

void Sifting::readLayer(const Arrangement &arrangement, int layer)
{
    int slot = 0;
    for (const int item : arrangement.order(layer))
        m_slot[item] = slot++;
    readSide(arrangement, layer, m_layers.left, m_layers.leftArcs, m_left);
    readSide(arrangement, layer, m_layers.right, m_layers.rightArcs, m_right);
    m_effort += static_cast<std::int64_t>(4 * (m_left.ends.size() + m_right.ends.size()) + m_left.begins.size());
}

int Sifting::gainOfMany(std::span<const End> upper, std::span<const End> lower)
{
    int sum = 0;
    std::size_t above = 0;
    std::size_t notBelow = 0;
    for (const End &end : upper) {
        while (above < lower.size() && lower[above].place < end.place)
            ++above;
        while (notBelow < lower.size() && lower[notBelow].place <= end.place)
            ++notBelow;
        sum += static_cast<int>(above) - static_cast<int>(lower.size() - notBelow);
    }
    return sum * cost::crossing;
}

int Sifting::gainOnSide(std::span<const End> upper, std::span<const End> lower)
{
    if (upper.size() * lower.size() > manyPairs)
        return gainOfMany(upper, lower);
    int sum = 0;
    for (const End &one : upper) {
        for (const End &other : lower) {
            const int saved = (one.place > other.place) - (one.place < other.place);
            const bool isJoined = one.source == other.source || one.target == other.target;
            sum += saved * (isJoined ? cost::ofJoined : cost::crossing);
        }
    }
    return sum;
}

int Sifting::gain(int upper, int lower)
{
    const auto upperLeft = m_left.of(upper);
    const auto lowerLeft = m_left.of(lower);
    const auto upperRight = m_right.of(upper);
    const auto lowerRight = m_right.of(lower);
    m_effort +=
        static_cast<std::int64_t>(4 + upperLeft.size() * lowerLeft.size() + upperRight.size() * lowerRight.size());
    return gainOnSide(upperLeft, lowerLeft) + gainOnSide(upperRight, lowerRight);
}

void Sifting::markOthers(int item)
{
    for (const int other : m_layers.left.of(item))
        m_isFresh[other] = 1;
    for (const int other : m_layers.right.of(item))
        m_isFresh[other] = 1;
}

std::int64_t Sifting::transposeLayer(Arrangement &arrangement, int layer)
{
    const auto &order = arrangement.order(layer);
    if (std::ranges::none_of(order, [this](int item) { return m_isFresh[item] != 0; }))
        return 0;
    readLayer(arrangement, layer);
    std::int64_t total = 0;
    std::vector<int> swapped;
    for (int place = 0; place + 1 < static_cast<int>(order.size()); ++place) {
        const int upper = order[place];
        const int lower = order[place + 1];
        if (!m_isFresh[upper] && !m_isFresh[lower])
            continue;
        const int saved = gain(m_slot[upper], m_slot[lower]);
        if (saved <= 0)
            continue;
        total += saved;
        arrangement.swapWithNext(layer, place);
        markOthers(upper);
        markOthers(lower);
        swapped.insert(swapped.end(), {upper, lower});
    }
    for (const int item : order)
        m_isFresh[item] = 0;
    for (const int item : swapped)
        m_isFresh[item] = 1;
    return total;
}

std::int64_t Sifting::transpose(Arrangement &arrangement)
{
    std::int64_t total = 0;
    std::ranges::fill(m_isFresh, 1);
    std::int64_t saved = 1;
    for (int round = 0; round < mostRounds && saved > 0; ++round) {
        saved = 0;
        for (int layer = 0; layer < arrangement.layerCount(); ++layer)
            saved += transposeLayer(arrangement, layer);
        total += saved;
    }
    return total;
}

std::int64_t Sifting::siftOne(Arrangement &arrangement, int layer, int item)
{
    const auto &order = arrangement.order(layer);
    const int from = arrangement.position(item);
    const int slot = m_slot[item];
    int best = 0;
    int target = from;
    const int size = static_cast<int>(order.size());
    const int reach = std::max(nearest, mostPairs / size);
    int sum = 0;
    for (int place = from - 1; place >= std::max(0, from - reach); --place) {
        sum += gain(m_slot[order[place]], slot);
        if (sum > best) {
            best = sum;
            target = place;
        }
    }
    sum = 0;
    for (int place = from + 1; place < std::min(size, from + reach + 1); ++place) {
        sum += gain(slot, m_slot[order[place]]);
        if (sum > best) {
            best = sum;
            target = place;
        }
    }
    if (best > 0)
        arrangement.move(layer, from, target);
    return best;
}

std::int64_t Sifting::sift(Arrangement &arrangement, int layer)
{
    readLayer(arrangement, layer);
    const std::vector<int> items = arrangement.order(layer);
    std::int64_t total = 0;
    for (const int item : items)
        total += siftOne(arrangement, layer, item);
    return total;
}

std::int64_t Sifting::siftItem(Arrangement &arrangement, int item)
{
    const int layer = m_layers.layerOf[item];
    readLayer(arrangement, layer);
    return siftOne(arrangement, layer, item);
}

std::int64_t Sifting::move(Arrangement &arrangement, int layer, int from, int to)
{
    readLayer(arrangement, layer);
    std::int64_t saved = 0;
    for (int place = from - 1; place >= to; --place)
        saved += gain(place, from);
    for (int place = from + 1; place <= to; ++place)
        saved += gain(from, place);
    arrangement.move(layer, from, to);
    return saved;
}

} // namespace slipway::layout
