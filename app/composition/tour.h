#pragma once

#include <QString>

namespace slipway::composition {

/// `slipway tour FOLDER`: opens the demo without a display, goes through each page in both themes at 1440×900 and
/// 1024×700 and through the main flows, and writes a PNG of each into `folder`. Needs a QApplication on the offscreen
/// platform; runs its event loop. Gives the exit code: 0; 1 when the demo or a picture failed, with the reason said.
int runTour(const QString &folder);

} // namespace slipway::composition
