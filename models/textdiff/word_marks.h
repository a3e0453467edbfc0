#pragma once

#include "textdiff/lines.h"

#include <vector>

namespace slipway::textdiff {

/// Bytes of a line, from `begin` up to and without `end`; never inside of a character.
struct ByteRange {
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const ByteRange &) const = default;
};

/// The words in which two lines differ.
struct WordMarks {
    std::vector<ByteRange> before;
    std::vector<ByteRange> after;
    /// How much the lines have in common, 0..1 of the longer one.
    double likeness = 0;
};

/// A word is a run of letters, digits and `_`, a run of blanks, or one other sign. Nothing is marked in lines that have
/// too little in common to be one line changed, or that are longer than a person reads.
WordMarks wordMarks(QByteArrayView before, QByteArrayView after);

} // namespace slipway::textdiff
