#pragma once

#include "layout/layout.h"

namespace slipway::layout {

/// An opening in a vertical wall at `x`, from `low` to `high`.
struct Gate {
    double x = 0;
    double low = 0;
    double high = 0;
};

/// The shortest way through all gates, which stand from left to right, from anywhere in the first to anywhere in the
/// last: where it bends, and its ends. Near `wish` where that costs nothing. At least one gate.
std::vector<Point> pullTaut(const std::vector<Gate> &gates, double wish);

} // namespace slipway::layout
