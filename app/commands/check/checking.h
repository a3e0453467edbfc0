#pragma once

#include "commands/check/inputs.h"
#include "commands/check/options.h"
#include "commands/check/remark.h"
#include "commands/check/surroundings.h"

namespace slipway::commands::check {

/// Reads and checks one file; with `Options::isFixing` writes it first as its fixes make it, whole or not at all.
/// What cannot be read or written is in the answer. Blocks; any thread.
CheckedFile checkInput(const Input &input, const Options &options, SurroundingsFinder &surroundings);

} // namespace slipway::commands::check
