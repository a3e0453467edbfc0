#pragma once

#include "timeline/board.h"
#include "timeline/ticks.h"

class QPainter;

namespace slipway::timeline {

/// What painting one frame needs. What it refers to outlives it.
struct Frame {
    QPainter &painter;
    Board &board;
    const theme::Tokens &colours;
    const std::vector<Tick> &ticks;
};

void paintAxis(const Frame &frame);
/// Everything right of the heads, but for the line that is now.
void paintLanes(const Frame &frame);
void paintHeads(const Frame &frame);
/// The line that is now, over the lanes, with the time on the axis.
void paintNow(const Frame &frame);
/// What is known of the time before, in a word at the left edge.
void paintPast(const Frame &frame, Past past);
/// What is behind a freeze.
void paintHatch(const Frame &frame, const QRectF &rect);
/// The part of `area` in which production is left alone.
QRectF freezeRect(const Scale &scale, const releases::Freeze &freeze, const QRectF &area);

} // namespace slipway::timeline
