#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QFont;
class QPainter;

/// Drawing that styles, widgets and delegates share. All in logical pixels.
namespace slipway::theme {

/// Radii by what is rounded.
inline constexpr qreal textChipRadius = 3;
inline constexpr qreal statusChipRadius = 4;
inline constexpr qreal controlRadius = 5;
inline constexpr qreal cardRadius = 7;
inline constexpr qreal popoverRadius = 8;

inline constexpr int controlHeight = 28;
inline constexpr int compactHeight = 24;
inline constexpr int gutter = 16;

/// A box of `rect` with a one-pixel border inside it. Invalid colours are left out.
void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &border,
              Qt::PenStyle pen = Qt::SolidLine);

/// The two-pixel focus ring, one pixel outside `rect`.
void paintFocusRing(QPainter &painter, const QRectF &rect, qreal radius, const QColor &focus);

/// One-pixel lines along an edge, inside `rect`.
void paintHairline(QPainter &painter, const QRectF &rect, Qt::Edge edge, const QColor &colour);

/// Text in one line, elided at the right, and how wide it came to be.
qreal paintText(QPainter &painter, const QRectF &rect, const QString &text, const QFont &font, const QColor &colour,
                Qt::Alignment alignment = Qt::AlignLeft | Qt::AlignVCenter);

/// The soft shadow of a popover or sheet around `rect`, which is not filled.
void paintShadow(QPainter &painter, const QRectF &rect, qreal radius, bool dark);

} // namespace slipway::theme
