#pragma once

#include "canvas/scene_painter.h"

namespace slipway::canvas {

/// Those of `lines`, in their looks: selected ones last.
void paintLinks(const Frame &frame, const std::vector<int> &lines, const Emphasis &emphasis);

} // namespace slipway::canvas
