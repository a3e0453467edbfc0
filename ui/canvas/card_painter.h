#pragma once

#include "canvas/frame.h"

namespace slipway::canvas {

/// How a card stands apart from others.
struct CardState {
    bool isSelected = false;
    /// The ring of who uses the keyboard, around the card or around a row.
    bool hasRing = false;
    bool isHovered = false;
    bool showsPort = false;
    /// Of the card, those selected; and the one with the ring, or -1.
    std::vector<int> rows;
    int ringRow = -1;
};

void paintCard(const Frame &frame, int node, const CardState &state);
/// The frame of an open group, below all it holds.
void paintGroup(const Frame &frame, int node, const CardState &state);
/// A card as a plain block, for small zooms and the minimap.
QColor blockColour(const Frame &frame, int node, bool isSelected);

} // namespace slipway::canvas
