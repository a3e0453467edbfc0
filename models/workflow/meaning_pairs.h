#pragma once

#include "yaml/edits/value.h"

#include <utility>
#include <vector>

namespace slipway::workflow {

using ValueList = std::vector<yaml::ValuePtr>;

/// Items of two lists that are the same item, changed or not: positions before and after.
struct Pair {
    int before = -1;
    int after = -1;
    bool operator==(const Pair &) const = default;
};

/// Steps before and after, by rising position after. Equal ones are the same; else those with the same id, name or
/// action; else one between the same neighbours that does the same kind of thing.
std::vector<Pair> pairSteps(const ValueList &before, const ValueList &after);

/// Which of the pairs went to another place among the others: as few as can be.
std::vector<Pair> movedAmong(const std::vector<Pair> &pairs);

/// Whether a job that is gone and a new one are the same under another name: most of what they say is the same.
bool areAlike(const yaml::Value &before, const yaml::Value &after);

} // namespace slipway::workflow
