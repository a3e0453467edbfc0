#pragma once

#include <QStringList>

namespace slipway::sandbox {

/// `slipway sandbox …`: runs a scenario until it is told to end. Needs a QCoreApplication.
/// `arguments` are those after the word sandbox. Gives the exit code: 0; 1 when a port or file cannot be had;
/// 2 for an option that makes no sense. When ready, prints one line of JSON on standard output.
int runSandbox(const QStringList &arguments);

} // namespace slipway::sandbox
