#pragma once

#include <QStringList>

namespace slipway::commands {

/// `slipway check [OPTION…] PATH…`: holds workflow files and slipway.yaml against the rules and prints what they find
/// on standard output, in the format asked for. `words`: all that follows "check". Gives the exit code: 0 nothing as
/// severe as `--fail-on`; 1 findings; 2 usage, a file that cannot be read, or output that cannot be written. Needs no
/// window.
int runCheck(const QStringList &words);

} // namespace slipway::commands
