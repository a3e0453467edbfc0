#pragma once

#include "syntax/runners.h"

#include <span>
#include <string_view>

/// What runs scripts. Source: GitHub's documentation "Workflow syntax", `jobs.<job_id>.steps[*].shell`.
namespace slipway::syntax {

struct Shell {
    std::string_view name;
    /// One line of documentation.
    std::string_view summary;
    bool onUnix = true;
    bool onWindows = true;

    bool isOn(System system) const { return system == System::Windows ? onWindows : onUnix; }
};

/// By name.
std::span<const Shell> shells();
/// Null when there is none; also for a command line of the author's own, see `isCustomShell`.
const Shell *findShell(std::string_view name);
/// A command line with the place `{0}` for the script's file.
bool isCustomShell(std::string_view text);
/// The shell of a step that names none.
std::string_view defaultShell(System system);

} // namespace slipway::syntax
