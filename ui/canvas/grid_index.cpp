#include "canvas/grid_index.h"

#include <algorithm>
#include <cmath>

namespace slipway::canvas {

namespace {

constexpr qreal side = 512;
constexpr qint64 mostSquares = 64;
/// Places beyond are all the same to the index.
constexpr qreal farthest = 1e8;

int square(qreal at)
{
    return static_cast<int>(std::floor(std::clamp(at, -farthest, farthest) / side));
}

void drop(std::vector<int> &items, int item)
{
    const auto found = std::ranges::find(items, item);
    if (found == items.end())
        return;
    *found = items.back();
    items.pop_back();
}

} // namespace

GridIndex::Squares GridIndex::squares(const QRectF &box)
{
    return {square(box.left()), square(box.top()), square(box.right()), square(box.bottom())};
}

quint64 GridIndex::key(int column, int row)
{
    return (quint64(quint32(column)) << 32) | quint32(row);
}

void GridIndex::clear()
{
    m_squares.clear();
    m_large.clear();
}

void GridIndex::insert(int item, const QRectF &box)
{
    const Squares touched = squares(box);
    if (touched.count() > mostSquares) {
        m_large.push_back(item);
        return;
    }
    for (int row = touched.top; row <= touched.bottom; ++row) {
        for (int column = touched.left; column <= touched.right; ++column)
            m_squares[key(column, row)].push_back(item);
    }
}

void GridIndex::remove(int item, const QRectF &box)
{
    const Squares touched = squares(box);
    if (touched.count() > mostSquares) {
        drop(m_large, item);
        return;
    }
    for (int row = touched.top; row <= touched.bottom; ++row) {
        for (int column = touched.left; column <= touched.right; ++column) {
            if (const auto found = m_squares.find(key(column, row)); found != m_squares.end())
                drop(found->second, item);
        }
    }
}

void GridIndex::take(const std::vector<int> &items, std::vector<int> &found) const
{
    for (const int item : items) {
        const auto place = static_cast<std::size_t>(item);
        if (place >= m_seen.size())
            m_seen.resize(place + 1, 0);
        if (m_seen[place] == m_round)
            continue;
        m_seen[place] = m_round;
        found.push_back(item);
    }
}

std::vector<int> GridIndex::around(const QRectF &area) const
{
    ++m_round;
    std::vector<int> found;
    take(m_large, found);
    const Squares touched = squares(area);
    if (touched.count() > static_cast<qint64>(m_squares.size())) {
        for (const auto &[place, items] : m_squares)
            take(items, found);
    } else {
        for (int row = touched.top; row <= touched.bottom; ++row) {
            for (int column = touched.left; column <= touched.right; ++column) {
                if (const auto at = m_squares.find(key(column, row)); at != m_squares.end())
                    take(at->second, found);
            }
        }
    }
    std::ranges::sort(found);
    return found;
}

} // namespace slipway::canvas
