#pragma once

#include "pipelines/journal.h"
#include "textdiff/merge3.h"

namespace slipway::pipelines {

/// A file that somebody else changed, made or removed after it was opened.
struct MovedFile {
    QString path;
    /// What both began with; nothing: neither had it.
    std::optional<QByteArray> base;
    QByteArray mine;
    /// What the branch has now; nothing: it was removed there.
    std::optional<QByteArray> theirs;
    textdiff::Merge merge;

    /// Whether both changes fit together: then `merge.text()` holds both.
    bool isClean() const { return theirs && merge.isClean(); }
};

/// The branch moved, and not only elsewhere: nothing was written, and a person decides.
struct Moved {
    /// Where the branch stands now.
    QString head;
    QList<MovedFile> files;

    bool isClean() const;
};

/// Compares what `theirs` holds now with what the plan's file began with; nothing: they do not disturb each other.
std::optional<MovedFile> movedFile(const ProposedFile &file, const std::optional<QByteArray> &theirs);

/// The plan upon where the branch stands now, with both changes in it. Only where `moved.isClean()`.
Journal withMerge(const Journal &journal, const Moved &moved);

} // namespace slipway::pipelines
