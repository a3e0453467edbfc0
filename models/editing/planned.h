#pragma once

#include "editing/place.h"
#include "workflow/edits/operation.h"

#include <QList>
#include <QStringList>

#include <vector>

namespace slipway::editing {

/// A change that is ready to be made, as one step: see OpenFile::perform.
struct Planned {
    std::vector<workflow::Operation> operations;
    /// For the undo stack, in the imperative: "Add job build".
    QString name;
    /// What is selected afterwards, in the document after the change; empty: what was selected before, as far as it is
    /// still there.
    QList<Place> places;
    /// What the person should know: sentences, such as that expressions still name a job that goes.
    QStringList warnings;
};

} // namespace slipway::editing
