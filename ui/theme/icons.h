#pragma once

#include "theme/tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QRectF>
#include <QString>

class QPainter;

namespace slipway::theme {

/// The icon `name` ("status-failure", "nav-overview") in `colour`, `size` logical pixels square, rendered for
/// `ratio` and kept. A name nobody knows gives an empty square. GUI thread.
QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal ratio);

/// Paints the icon with its top left at whole device pixels, for delegates. `rect` is filled squarely and centred.
void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour);

/// An icon that takes `token`'s colour each time it is painted, so it follows the theme; disabled it takes
/// `disabled`, checked or selected `on` when given.
QIcon icon(const QString &name, Token token = &Tokens::text2, Token on = nullptr);

/// Whether the resources hold such an icon.
bool hasIcon(const QString &name);

} // namespace slipway::theme
