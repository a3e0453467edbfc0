#pragma once

#include "canvas/frame.h"

namespace slipway::canvas {

/// A line of a card within `rect`, in pixels of the widget.
void paintRow(const Frame &frame, const Row &row, const QRectF &rect, bool isSelected, bool hasRing);

/// "status-warning" in the colour of warnings; other icons are quiet.
QColor markColour(const theme::Tokens &colours, const QString &icon);

} // namespace slipway::canvas
