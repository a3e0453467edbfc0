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
    /// Lies over a part of another card.
    bool coversOther = false;
    /// Of the card, those selected; and the one with the ring, or -1.
    std::vector<int> rows;
    int ringRow = -1;
};

void paintCard(const Frame &frame, int node, const CardState &state);
/// The frame of an open group, below all it holds.
void paintGroup(const Frame &frame, int node, const CardState &state);
/// Whether its head shows the shape that turns; where its head is, in the scene; and the shape's place in a head of
/// pixels, where `unit` is a pixel of the design.
bool isTurning(const Card &card);
QRectF headOf(const Scene &scene, int node);
QRectF headIconRect(const Card &card, const QRectF &head, qreal unit);
/// A card as a plain block, for small zooms and the minimap.
QColor blockColour(const Frame &frame, int node, bool isSelected);

} // namespace slipway::canvas
