#include "syntax/deprecated_commands.h"

#include "sorted.h"

namespace slipway::syntax {

namespace {

constexpr DeprecatedCommand table[] = {
    {"add-path", "GITHUB_PATH", true},
    {"save-state", "GITHUB_STATE"},
    {"set-env", "GITHUB_ENV", true},
    {"set-output", "GITHUB_OUTPUT"},
};
static_assert(isSorted(table));

} // namespace

std::span<const DeprecatedCommand> deprecatedCommands()
{
    return table;
}

const DeprecatedCommand *findDeprecatedCommand(std::string_view name)
{
    return byName(table, name);
}

} // namespace slipway::syntax
