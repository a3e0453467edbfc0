#pragma once

#include "canvas/frame.h"

namespace slipway::canvas {

/// What a canvas says above its scene: why it stands still, or that there is nothing yet.
class Overlay
{
public:
    QString emptyWords;
    QString emptyButton;

    /// Dims `area` and shows `words` at its top.
    void paintFrozen(const Frame &frame, const QRectF &area, const QString &words) const;
    void paintEmpty(const Frame &frame, const QRectF &area, bool hasFocus) const;
    /// Empty without a button.
    QRectF buttonRect(const Measures &measures, const QRectF &area) const;
};

} // namespace slipway::canvas
