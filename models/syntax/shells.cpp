#include "syntax/shells.h"

#include "sorted.h"

namespace slipway::syntax {

namespace {

constexpr Shell table[] = {
    {.name = "bash", .summary = "Bash; ends at the first command that fails, in pipes too."},
    {.name = "cmd", .summary = "The command prompt of Windows.", .onUnix = false},
    {.name = "powershell", .summary = "PowerShell of Windows.", .onUnix = false},
    {.name = "pwsh", .summary = "PowerShell Core, on all systems."},
    {.name = "python", .summary = "Runs the script with Python."},
    {.name = "sh", .summary = "The plain shell of Linux and macOS.", .onWindows = false},
};
static_assert(isSorted(table));

} // namespace

std::span<const Shell> shells()
{
    return table;
}

const Shell *findShell(std::string_view name)
{
    return byName(table, name);
}

bool isCustomShell(std::string_view text)
{
    return text.find("{0}") != std::string_view::npos;
}

std::string_view defaultShell(System system)
{
    return system == System::Windows ? "pwsh" : "bash";
}

} // namespace slipway::syntax
