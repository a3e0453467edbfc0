#include "syntax/permission_scopes.h"

#include "sorted.h"

namespace slipway::syntax {

namespace {

constexpr Accesses any = Access::None | Access::Read | Access::Write;
constexpr Accesses readOrNone = Access::None | Access::Read;
constexpr Accesses writeOrNone = Access::None | Access::Write;

constexpr PermissionScope table[] = {
    {"actions", "Runs, artifacts and caches of GitHub Actions.", any},
    {"artifact-metadata", "Records of where artifacts are stored and deployed.", any},
    {"attestations", "Statements on where an artifact comes from.", any},
    {"checks", "Checks on commits.", any},
    {"code-quality", "Results of code quality analyses.", any},
    {"contents", "Files, branches, tags, releases and merges of the repository.", any},
    {"copilot-requests", "Requests to Copilot on behalf of the repository.", writeOrNone},
    {"deployments", "Deployments and their status.", any},
    {"discussions", "Discussions.", any},
    {"drives", "Shared drives of the repository.", any},
    {"id-token", "A token that proves to clouds which workflow runs (OpenID Connect).", writeOrNone},
    {"issues", "Issues and their comments.", any},
    {"models", "Requests to GitHub Models.", readOrNone},
    {"packages", "Packages in the registry.", any},
    {"pages", "GitHub Pages.", any},
    {"pull-requests", "Pull requests, their labels, comments and reviews.", any},
    {"repository-projects", "Classic projects of the repository.", any},
    {"security-events", "Alerts of code scanning.", any},
    {"statuses", "Statuses of commits.", any},
    {"vulnerability-alerts", "Alerts on vulnerable dependencies.", readOrNone},
};
static_assert(isSorted(table));

} // namespace

std::span<const PermissionScope> permissionScopes()
{
    return table;
}

const PermissionScope *findPermissionScope(std::string_view name)
{
    return byName(table, name);
}

} // namespace slipway::syntax
