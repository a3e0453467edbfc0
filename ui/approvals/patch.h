#pragma once

#include <QList>
#include <QString>

namespace slipway::approvals_page {

/// Columns of a text, in UTF-16 units, from `from` up to and without `to`.
struct Columns {
    qsizetype from = 0;
    qsizetype to = 0;
    bool operator==(const Columns &) const = default;
};

/// A line of a file's unified diff.
struct PatchLine {
    enum class Kind { Hunk, Same, Removed, Added, Note };

    Kind kind = Kind::Same;
    /// From 1; 0 where it is not there.
    int before = 0;
    int after = 0;
    QString text;
    /// Words that differ from the line it stands for.
    QList<Columns> marks;
    bool operator==(const PatchLine &) const = default;
};

/// Reads the hunks that GitHub gives for a file. What is no diff comes as notes; never fails. Pure.
QList<PatchLine> linesOf(const QString &patch);

/// The same side by side: left and right of each row; a missing side is -1, else its place in `lines`.
struct PatchPair {
    int left = -1;
    int right = -1;
    bool operator==(const PatchPair &) const = default;
};
QList<PatchPair> pairsOf(const QList<PatchLine> &lines);

} // namespace slipway::approvals_page
