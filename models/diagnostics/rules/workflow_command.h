#pragma once

#include "syntax/deprecated_commands.h"

#include <string>
#include <string_view>
#include <vector>

/// Lines that scripts print to talk to the runner: `::set-output name=x::1`. Source: GitHub's "Workflow commands".
namespace slipway::diagnostics {

/// A command that a script prints with all that it needs.
struct PrintedCommand {
    const syntax::DeprecatedCommand *command = nullptr;
    /// The line that prints it, without blanks at its ends. A view into the script.
    std::string_view line;
};

/// All of them, in the script's order. Comments print nothing. Takes time in proportion to the script.
std::vector<PrintedCommand> printedCommands(std::string_view script);

/// `echo "::COMMAND …::VALUE"`, alone on its line, as a line that appends to the environment file. Empty for another
/// form, and for a value with `%`, which commands decode and files do not.
std::string asEnvironmentFile(const PrintedCommand &printed);

} // namespace slipway::diagnostics
