#pragma once

#include "canvas/picture.h"

#include <QList>

namespace slipway::canvas {

/// What is selected, in the order it was, and the one spot that the keyboard acts on.
class Selection
{
public:
    const QList<Spot> &spots() const { return m_spots; }
    const Spot &current() const { return m_current; }
    bool contains(const Spot &spot) const { return m_spots.contains(spot); }
    /// The card or one of its rows.
    bool touches(const QString &card) const;

    /// True when anything changed.
    bool set(const QList<Spot> &spots, const Spot &current);
    bool setOnly(const Spot &spot) { return set({spot}, spot); }
    bool toggle(const Spot &spot);
    bool clear() { return set({}, {}); }
    QList<QString> cards() const;

private:
    QList<Spot> m_spots;
    Spot m_current;
};

} // namespace slipway::canvas
