#pragma once

#include "inspector/fields/desk.h"

namespace slipway::inspector {

/// Removes jobs, steps, triggers and gates in one undo step; what needs a removed job no longer does.
void removeParts(Desk &desk, const QList<editing::Place> &places);

} // namespace slipway::inspector
