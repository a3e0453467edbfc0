#pragma once

#include <QFlags>

#include <span>
#include <string_view>

/// What the workflow's token may do. Source: GitHub's documentation "Workflow syntax", `permissions`.
namespace slipway::syntax {

enum class Access : quint8 { None = 1, Read = 2, Write = 4 };
Q_DECLARE_FLAGS(Accesses, Access)
Q_DECLARE_OPERATORS_FOR_FLAGS(Accesses)

struct PermissionScope {
    std::string_view name;
    /// One line of documentation.
    std::string_view summary;
    Accesses allowed;
};

/// By name.
std::span<const PermissionScope> permissionScopes();
/// Null when there is none. O(log n).
const PermissionScope *findPermissionScope(std::string_view name);

} // namespace slipway::syntax
