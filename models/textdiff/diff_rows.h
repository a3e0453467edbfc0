#pragma once

#include "textdiff/word_marks.h"

#include <QString>

#include <vector>

namespace slipway::textdiff {

/// One line of a difference as a view shows it.
struct DiffRow {
    enum class Kind : quint8 {
        Same,
        Removed,
        Added,
        Gap,    ///< lines that are the same and not shown
    };
    Kind kind = Kind::Same;
    /// Its number in the text before and after, from 0; -1 where it is not there. Of a gap: its first line.
    int before = -1;
    int after = -1;
    /// Without its line end; empty for a gap.
    QString text;
    /// Changed words, in UTF-16 units of `text`.
    std::vector<ByteRange> marks;
    /// Of a gap: how many lines are left out.
    int leftOut = 0;
    /// The text's last line, and no line end follows.
    bool isUnended = false;
};

/// Both texts as one list of lines: the changed ones and `context` lines around them. Nothing for equal texts.
std::vector<DiffRow> diffRows(QByteArrayView before, QByteArrayView after, int context = 3);

/// How many lines were added and removed.
struct LineCounts {
    int added = 0;
    int removed = 0;
};
LineCounts countLines(QByteArrayView before, QByteArrayView after);

} // namespace slipway::textdiff
