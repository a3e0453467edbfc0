#pragma once

#include <QObject>
#include <QWidget>

#include <functional>

namespace slipway::composition {

/// Calls `then` once, when `window` has painted itself for the first time after now: what is slow to start waits for
/// it. The category slipway.start tells of it on standard error, for whoever measures. Dropped with `context`.
void onFirstFrame(QWidget &window, QObject *context, std::function<void()> then);

} // namespace slipway::composition
