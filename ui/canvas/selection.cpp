#include "canvas/selection.h"

#include <algorithm>

namespace slipway::canvas {

bool Selection::touches(const QString &card) const
{
    return std::ranges::any_of(m_spots, [&card](const Spot &spot) { return spot.card == card; });
}

bool Selection::set(const QList<Spot> &spots, const Spot &current)
{
    if (m_spots == spots && m_current == current)
        return false;
    m_spots = spots;
    m_current = current;
    return true;
}

bool Selection::toggle(const Spot &spot)
{
    if (!m_spots.removeOne(spot))
        m_spots.append(spot);
    m_current = spot;
    return true;
}

QList<QString> Selection::cards() const
{
    QList<QString> result;
    for (const Spot &spot : m_spots) {
        if (spot.row < 0)
            result.append(spot.card);
    }
    return result;
}

} // namespace slipway::canvas
