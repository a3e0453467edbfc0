#pragma once

#include <QRectF>

#include <unordered_map>
#include <vector>

namespace slipway::canvas {

/// Finds numbered boxes near a place: boxes are listed in the squares of a grid that they touch.
class GridIndex
{
public:
    void clear();
    void insert(int item, const QRectF &box);
    /// `box` as it was inserted.
    void remove(int item, const QRectF &box);
    /// Every item once whose box may touch `area`, in ascending order.
    std::vector<int> around(const QRectF &area) const;

private:
    struct Squares {
        int left = 0;
        int top = 0;
        int right = 0;
        int bottom = 0;

        qint64 count() const { return qint64(right - left + 1) * qint64(bottom - top + 1); }
    };
    static Squares squares(const QRectF &box);
    static quint64 key(int column, int row);
    void take(const std::vector<int> &items, std::vector<int> &found) const;

    std::unordered_map<quint64, std::vector<int>> m_squares;
    /// Items that touch too many squares.
    std::vector<int> m_large;
    mutable std::vector<quint32> m_seen;
    mutable quint32 m_round = 0;
};

} // namespace slipway::canvas
