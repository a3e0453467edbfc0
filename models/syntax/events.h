#pragma once

#include "syntax/shape.h"

#include <QFlags>

#include <span>
#include <string_view>

/// What starts a workflow. Source: GitHub's documentation "Events that trigger workflows".
namespace slipway::syntax {

/// Which of the file's filters an event obeys.
enum class Filter : quint8 {
    Types = 1,
    Branches = 2, ///< `branches` and `branches-ignore`
    Tags = 4,     ///< `tags` and `tags-ignore`
    Paths = 8,    ///< `paths` and `paths-ignore`
    Workflows = 16,
};
Q_DECLARE_FLAGS(Filters, Filter)
Q_DECLARE_OPERATORS_FOR_FLAGS(Filters)

struct Event {
    std::string_view name;
    /// One line of documentation.
    std::string_view summary;
    /// Activity types that `types` may name; empty: none, or any (`repository_dispatch`).
    std::span<const Value> types = {};
    /// Those that start it when `types` is absent; empty: all.
    std::span<const std::string_view> defaultTypes = {};
    Filters filters = {};
    /// GitHub no longer sends it.
    bool isRetired = false;
    /// Runs only when the file is on the default branch.
    bool isDefaultBranchOnly = false;
};

/// By name.
std::span<const Event> events();
/// Null when there is none. O(log n).
const Event *findEvent(std::string_view name);
/// Null when the event has no such type.
const Value *findType(const Event &event, std::string_view type);

/// GitHub refuses more inputs of one `workflow_dispatch`.
inline constexpr int mostDispatchInputs = 25;

} // namespace slipway::syntax
