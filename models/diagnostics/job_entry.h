#pragma once

#include "diagnostics/rule.h"

#include <string>
#include <vector>

namespace slipway::diagnostics {

/// One line of YAML, and how many levels it is indented below the place where it is put.
struct Line {
    int level = 0;
    std::string text;
};

/// Puts lines on the line below an entry of a block mapping, indented like the entry's key, with the file's own line
/// end and its own indentation, which is the one of `job` below `jobs`. Nothing where the entry does not stand on a
/// line of its own.
std::optional<yaml::Patch> linesBelow(const yaml::Tree &tree, const workflow::Job &job, const workflow::Field &entry,
                                      const std::vector<Line> &lines);

} // namespace slipway::diagnostics
