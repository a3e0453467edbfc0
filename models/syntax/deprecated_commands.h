#pragma once

#include <span>
#include <string_view>

/// Lines that a script writes to talk to the runner (`::set-output name=x::1`) and that GitHub has deprecated. Source:
/// GitHub's changelog of 2020-10-01, 2022-10-11 and 2023-07-24.
namespace slipway::syntax {

struct DeprecatedCommand {
    /// As in `::NAME `.
    std::string_view name;
    /// The environment file that took its place.
    std::string_view file;
    /// The runner fails the step; the others still work.
    bool isRefused = false;
};

std::span<const DeprecatedCommand> deprecatedCommands();
/// Null when there is none.
const DeprecatedCommand *findDeprecatedCommand(std::string_view name);

} // namespace slipway::syntax
