#pragma once

#include "log_view/row_map.h"
#include "logs/finder.h"

#include <optional>

namespace slipway::log_view {

/// The next line after `from` (or before it) that `isWanted` says, through all sections and round the end.
/// `lines` gives the sorted lines of a section's file.
std::optional<Row> nextFound(const logs::RunLog &log, const logs::Finder &finder, Row from, int direction);

/// The next problem after `from` (or before it), round the end; an error if `onlyErrors`.
std::optional<Row> nextProblem(const logs::RunLog &log, Row from, bool onlyErrors, int direction = 1);

/// How many lines match, and the how-manieth `row` is, from 1; 0 when it does not.
struct Ordinal {
    qsizetype place = 0;
    qsizetype count = 0;
};
Ordinal ordinalOf(const logs::RunLog &log, const logs::Finder &finder, Row row);

} // namespace slipway::log_view
