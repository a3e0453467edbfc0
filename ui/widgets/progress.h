#pragma once

#include <QColor>
#include <QRectF>

#include <optional>

class QPainter;
class QPalette;

namespace slipway::widgets {

/// A three-pixel bar, centred in `rect`. `share` 0..1 is clamped.
void paintProgressBar(QPainter &painter, const QRectF &rect, double share, const QColor &fill, const QPalette &palette);

/// A ring, filled to `share`; without one an open ring, as nobody knows how far it is.
void paintProgressRing(QPainter &painter, const QRectF &rect, std::optional<double> share, const QColor &fill,
                       const QPalette &palette);

} // namespace slipway::widgets
