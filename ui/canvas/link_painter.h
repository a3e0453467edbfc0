#pragma once

#include "canvas/scene_painter.h"

namespace slipway::canvas {

/// What is in `area`, in pixels of the widget, of `lines`, in their looks: selected ones last.
void paintLinks(const Frame &frame, const std::vector<int> &lines, const Emphasis &emphasis, const QRectF &area);

} // namespace slipway::canvas
