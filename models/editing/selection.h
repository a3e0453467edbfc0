#pragma once

#include "editing/place.h"

#include <QList>
#include <QObject>

namespace slipway::editing {

/// What is selected in a file, one for all its views. GUI thread.
class Selection final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The part that commands act on and the inspector shows; the file when nothing is selected.
    const Place &current() const { return m_current; }
    /// All, `current` among them; empty when nothing is selected.
    const QList<Place> &all() const { return m_all; }
    bool isSelected(const Place &place) const { return m_all.contains(place); }

    /// Selects this alone; `Place::file()` selects nothing.
    void set(const Place &place);
    /// Selects all these; `current` is one of them.
    void set(const QList<Place> &places, const Place &current);

Q_SIGNALS:
    void changed();

private:
    Place m_current;
    QList<Place> m_all;
};

} // namespace slipway::editing
