#pragma once

#include "syntax/deprecated_commands.h"
#include "yaml/node.h"
#include "yaml/patch.h"

#include <string_view>

/// Lines that scripts print to talk to the runner: `::set-output name=x::1`. Source: GitHub's "Workflow commands".
namespace slipway::diagnostics {

/// Whether a script writes the command with all that it needs.
bool usesCommand(std::string_view script, std::string_view command);

/// What turns each `echo "::COMMAND …::VALUE"` that is alone on its line into one that appends to the environment file.
/// Other forms are left alone, and so are scripts that YAML writes in double quotes, folded or through an alias.
yaml::Patches environmentFilePatches(yaml::Node script, const syntax::DeprecatedCommand &command);

} // namespace slipway::diagnostics
