#pragma once

#include "workflow/settings.h"

#include <string>
#include <vector>

namespace slipway::workflow {

/// One job that a matrix makes: keys with their values, in GitHub's order.
struct Combination {
    struct Value {
        std::string_view key;
        yaml::Node value;
        bool operator==(const Value &) const = default;
    };
    std::vector<Value> values;
    /// How many of them, from the first, are of the matrix's rows; the others came from `include`.
    std::size_t ownValues = 0;
    /// Made by an item of `include` alone.
    bool isAdded = false;

    /// Invalid when there is none.
    yaml::Node value(std::string_view key) const;
};

/// GitHub's limit on the jobs of one matrix.
inline constexpr std::size_t mostCombinations = 256;

struct Expansion {
    std::vector<Combination> combinations;
    /// An expression decides: `combinations` holds nothing.
    bool isDynamic = false;
    /// More than `mostCombinations`, or more work than such a matrix takes; some of them are listed, or none.
    bool isTooLarge = false;
};

/// The combinations of rows, less `exclude`, plus `include`, by GitHub's rules (workflow syntax reference,
/// `jobs.<job_id>.strategy.matrix`). Takes time in proportion to combinations ×
/// include and exclude items, within bounds: no file takes long.
Expansion expand(const Matrix &matrix);

/// GitHub's name for one job of a matrix when the job's own does not mention it: "test (ubuntu-latest, 20)", of the
/// values of the rows alone unless `include` made it, cut to 100 bytes. Fact: GitHub's runner's source.
std::string displayName(std::string_view jobName, const Combination &combination);

/// A value as GitHub writes it in a name: scalars as text, lists and mappings as their values separated by commas.
std::string valueText(yaml::Node value);

/// Whether two values are the same to `exclude` and `include`.
bool isSameValue(yaml::Node one, yaml::Node other);

/// Whether `exclude` with `wanted` means this value: texts compare without regard to case, and a mapping needs no more
/// than the keys of `wanted`.
bool meansValue(yaml::Node wanted, yaml::Node value);

} // namespace slipway::workflow
