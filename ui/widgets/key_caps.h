#pragma once

#include <QKeySequence>
#include <QRectF>
#include <QSize>
#include <QStringList>

class QFont;
class QPainter;
class QPalette;

namespace slipway::widgets {

/// The keys of the first stroke as they are printed on a keyboard: {"Ctrl", "Shift", "B"}.
QStringList keyNames(const QKeySequence &keys);

QSize keyCapsSize(const QStringList &keys, const QFont &base);
/// Paints each key on a cap of its own, the last one ending at `rect`'s right, centred vertically.
void paintKeyCaps(QPainter &painter, const QRectF &rect, const QStringList &keys, const QFont &base,
                  const QPalette &palette);

} // namespace slipway::widgets
