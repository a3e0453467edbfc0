#pragma once

#include <algorithm>
#include <functional>
#include <string_view>

/// Tables that are searched by name.
namespace slipway::syntax {

/// For a static_assert beside each table.
template<typename Table>
constexpr bool isSorted(const Table &table)
{
    return std::ranges::is_sorted(table, std::less<>(), [](const auto &row) { return row.name; });
}

/// A pointer to the row; null when there is none.
template<typename Table>
auto byName(const Table &table, std::string_view name)
{
    const auto row = std::ranges::lower_bound(table, name, std::less<>(), [](const auto &each) { return each.name; });
    return row != std::ranges::end(table) && row->name == name ? &*row : nullptr;
}

} // namespace slipway::syntax
