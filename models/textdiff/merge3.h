#pragma once

#include "textdiff/lines.h"

#include <vector>

namespace slipway::textdiff {

/// A run of lines of three texts that belong together.
struct MergePart {
    enum class Kind : quint8 {
        Same,       ///< all three have it
        Mine,       ///< changed here alone
        Theirs,     ///< changed there alone
        Both,       ///< changed on both sides, to the same
        Conflict,   ///< changed on both sides, to something else
    };
    Kind kind = Kind::Same;
    /// Where it stands in each text.
    LineRange base;
    LineRange mine;
    LineRange theirs;
    QByteArray baseText;
    QByteArray mineText;
    QByteArray theirsText;
};

/// Which side of a conflict stays: both means mine and then theirs.
enum class Side : quint8 { Mine, Theirs, Both };

/// Two changes of one text, brought together. Whole lines alone are told apart; changes that touch each other conflict.
struct Merge {
    /// All of it, in the order of the text.
    std::vector<MergePart> parts;

    int conflictCount() const;
    bool isClean() const { return conflictCount() == 0; }
    /// The merged text; `sides` says for each conflict in order what stays, mine where it says nothing.
    QByteArray text(const std::vector<Side> &sides = {}) const;
};

/// `mine` and `theirs` both were `base` before. Pure; any thread.
Merge merge3(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs);

} // namespace slipway::textdiff
