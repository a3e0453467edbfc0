#pragma once

#include <span>
#include <string_view>

/// Lines that a script writes to talk to the runner (`::set-output name=x::1`) and that GitHub has withdrawn. Source:
/// GitHub's changelog of 2020-10-01 and 2022-10-11.
namespace slipway::syntax {

struct DeprecatedCommand {
    /// As in `::NAME `.
    std::string_view name;
    /// The environment file that took its place.
    std::string_view file;
};

std::span<const DeprecatedCommand> deprecatedCommands();
/// Null when there is none.
const DeprecatedCommand *findDeprecatedCommand(std::string_view name);

} // namespace slipway::syntax
