#pragma once

#include "canvas/frame.h"

namespace slipway::canvas {

/// A line of a card within `rect`, in pixels of the widget.
void paintRow(const Frame &frame, const Row &row, const QRectF &rect, bool isSelected, bool hasRing);

/// The place of its icon, where `unit` is a pixel of the design.
QRectF rowIconRect(const QRectF &row, qreal unit);

/// "status-warning" in the colour of warnings; other icons are quiet.
QColor markColour(const theme::Tokens &colours, const QString &icon);

} // namespace slipway::canvas
