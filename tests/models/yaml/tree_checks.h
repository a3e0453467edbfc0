#pragma once

#include "yaml/tree.h"

#include <QString>

/// What must hold of every tree, whatever its text. Each answers with the first thing that does not; empty when all do.
namespace slipway::yaml::checks {

/// Children lie in their parent, siblings in order and apart; indicators are where they are said to be.
QString ofRanges(const Tree &tree);

/// Between values there is nothing but blanks, indicators, comments and document marks, and each `#` there that begins
/// a comment is in the list. For texts without problems.
QString ofGaps(const Tree &tree);

/// yaml-cpp's own events say the same: kinds, starts, values, aliases. For texts without problems.
QString ofEvents(const Tree &tree);

/// Where two trees differ in nodes, ranges, comments, lines or problems.
QString ofSameness(const Tree &one, const Tree &other);

} // namespace slipway::yaml::checks
