#pragma once

#include "shell/palette_entry.h"

#include <QUrl>

namespace slipway::overview {
class Overview;
}

namespace slipway::composition {

/// What the palette finds besides actions: apps in their environments, workflows, runs, and what needs a person.
/// `showInbox` is for what waits and has no page of its own.
QList<shell::PaletteEntry> paletteObjects(const overview::Overview &facts, std::function<void(const QUrl &)> open,
                                          std::function<void()> showInbox);

} // namespace slipway::composition
