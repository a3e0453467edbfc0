#pragma once

#include <QStringList>

namespace slipway::commands {

/// `slipway edit FILE --op OP.json [--write|--diff]`: one operation on a workflow file, with every other byte kept.
/// Prints the bytes afterwards, or a unified diff, or writes the file. `-` stands for standard input, as FILE or as
/// OP.json. Gives the exit code: 0 done, 1 refused with the reason on standard error and nothing written, 2 misused.
int runEdit(const QStringList &words);

} // namespace slipway::commands
