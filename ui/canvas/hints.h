#pragma once

#include "canvas/frame.h"

namespace slipway::canvas {

class Board;

/// Which keys move, open, join and fit: a line at the bottom left. Where it stands in the widget; empty while it is not
/// wanted, or the widget is too narrow.
QRectF hintsRect(const Board &board);
/// Leaves it out where a card stands.
void paintHints(const Frame &frame, const Board &board);

} // namespace slipway::canvas
