#pragma once

#include "canvas/ink.h"
#include "canvas/scene.h"
#include "canvas/view.h"

#include "theme/tokens.h"

class QPainter;

namespace slipway::canvas {

/// Below, cards are blocks.
inline constexpr qreal leastTextZoom = 0.4;

/// How much of things is drawn; less where there are many, or where they are small.
struct Detail {
    /// Antialiased, and lines in their width.
    bool isSmooth = true;
    /// Words and icons; without, cards are blocks.
    bool hasText = true;
    /// Words in rows; without, bars stand for them.
    bool hasRowText = true;
};

/// What all painting of one frame shares.
struct Frame {
    QPainter &painter;
    const Scene &scene;
    const View &view;
    const theme::Tokens &colours;
    Ink &ink;
    Detail detail;
    /// Of the shapes of what runs, in degrees.
    qreal turn = 0;

    /// A length of the design at this zoom.
    qreal at(qreal length) const { return length * view.zoom; }
    /// An icon's side and the like, which follow the text.
    qreal scaled(qreal length) const { return length * view.zoom * scene.measures().scale; }
};

} // namespace slipway::canvas
