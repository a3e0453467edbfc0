#pragma once

#include "releases/release.h"
#include "workspace/policies.h"

namespace slipway::releases {

/// The freezes that touch the time between two moments, oldest first; those that meet are one. Each window counts in
/// its own zone.
QList<Freeze> freezesBetween(const QList<workspace::FreezeWindow> &windows, const QDateTime &from,
                             const QDateTime &until);

} // namespace slipway::releases
