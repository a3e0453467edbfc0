#pragma once

#include "canvas/scene.h"

namespace slipway::canvas {

/// Where cards overlap, one that begins higher covers the other: only by growing downwards can it have come there. What
/// is raised, as it is selected or under the pointer, covers both. Whether `one` is painted before `other`.
bool liesBelow(const Scene &scene, int one, bool isOneRaised, int other, bool isOtherRaised);

} // namespace slipway::canvas
