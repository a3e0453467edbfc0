#pragma once

#include <QStringList>

namespace slipway::commands {

/// `slipway check PATH…`: reads each workspace file (or the one in each folder) and prints what is wrong with it on
/// standard error, as compilers do. Gives the exit code: 0 nothing to say, or warnings only; 1 errors; 2 usage, or a
/// file that cannot be read. Needs no window.
int runCheck(const QStringList &paths);

} // namespace slipway::commands
