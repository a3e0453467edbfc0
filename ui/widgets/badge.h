#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QSize>

class QPainter;
class QPalette;

namespace slipway::widgets {

/// What a count is about.
enum class BadgeTone { Failure, Waiting, Neutral };

/// The space a count takes: a disc, wider from two figures on; "99+" is the most.
QSize badgeSize(int count, const QFont &base);
/// Paints the count centred in `rect`; nothing for 0.
void paintBadge(QPainter &painter, const QRectF &rect, int count, BadgeTone tone, const QFont &base,
                const QPalette &palette);

/// A short outlined word such as "Demo"; gives the width it took.
qreal paintTag(QPainter &painter, const QRectF &rect, const QString &words, const QFont &base, const QPalette &palette);
QSize tagSize(const QString &words, const QFont &base);

} // namespace slipway::widgets
