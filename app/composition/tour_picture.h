#pragma once

#include <QPixmap>

class QWidget;

namespace slipway::composition {

/// The window as a desktop would show it: with its popovers where they are, and its dialogs centred on it inside a
/// hairline and a shadow, which a window manager would draw.
QPixmap pictureOf(QWidget &window);

} // namespace slipway::composition
