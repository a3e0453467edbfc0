#include "editing/selection.h"

namespace slipway::editing {

void Selection::set(const Place &place)
{
    set(place.kind == Place::Kind::File ? QList<Place>() : QList<Place>{place}, place);
}

void Selection::set(const QList<Place> &places, const Place &current)
{
    Q_ASSERT(places.isEmpty() ? current.kind == Place::Kind::File : places.contains(current));
    if (places == m_all && current == m_current)
        return;
    m_all = places;
    m_current = current;
    emit changed();
}

} // namespace slipway::editing
