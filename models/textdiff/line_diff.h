#pragma once

#include "textdiff/lines.h"

#include <vector>

namespace slipway::textdiff {

/// Lines of the text before that give way to lines of the text after; one of both may be empty.
struct Hunk {
    LineRange before;
    LineRange after;

    bool isAddition() const { return before.isEmpty(); }
    bool isRemoval() const { return after.isEmpty(); }
    bool operator==(const Hunk &) const = default;
};

/// What differs, by rising line; nothing for equal texts. Mostly the shortest such list, placed where a person would
/// say that something was added: at the outermost indentation, not in the middle of a block. Source of the search:
/// E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in linear space and with bounded work: texts
/// that have little in common come out longer than they could be, and at once.
std::vector<Hunk> lineDiff(QByteArrayView before, QByteArrayView after);
/// The same for lines.
std::vector<Hunk> lineDiff(const Lines &before, const Lines &after);

} // namespace slipway::textdiff
