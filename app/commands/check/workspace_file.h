#pragma once

#include "commands/check/remark.h"
#include "commands/check/surroundings.h"

namespace slipway::commands::check {

/// The file with what is wrong with it as a slipway.yaml, and with the secrets it places on GitHub that no workflow of
/// its repository uses. Reads the workflows beside it; any thread.
CheckedFile withWorkspaceRemarks(CheckedFile file, const QString &path, const Surroundings &around);

} // namespace slipway::commands::check
