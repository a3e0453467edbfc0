#pragma once

#include "base/result.h"
#include "editing/planned.h"

/// Taking parts out. Pure; any thread.
namespace slipway::editing {

/// Jobs, steps, triggers and gates, all in one step. A job goes with the `needs` that name it. Warns for each place
/// whose expressions still use what goes. Errors: invalidInput when nothing of it can be removed, in words.
base::Result<Planned> removePlaces(const workflow::Document &document, const QList<Place> &places);

} // namespace slipway::editing
