#include "pipelines/moved.h"

#include <algorithm>

namespace slipway::pipelines {

bool Moved::isClean() const
{
    return std::ranges::all_of(files, &MovedFile::isClean);
}

std::optional<MovedFile> movedFile(const ProposedFile &file, const std::optional<QByteArray> &theirs)
{
    if (theirs == file.opened || theirs == file.bytes)
        return std::nullopt;
    MovedFile moved{file.path, file.opened, file.bytes, theirs, {}};
    moved.merge = textdiff::merge3(file.opened.value_or(QByteArray()), file.bytes, theirs.value_or(QByteArray()));
    return moved;
}

Journal withMerge(const Journal &journal, const Moved &moved)
{
    Journal next = journal;
    next.startOver();
    next.plan.baseCommit = moved.head;
    for (ProposedFile &file : next.plan.files) {
        const auto found = std::ranges::find(moved.files, file.path, &MovedFile::path);
        if (found == moved.files.end())
            continue;
        file.opened = found->theirs;
        file.bytes = found->merge.text();
        next.blobs.remove(file.path);
    }
    return next;
}

} // namespace slipway::pipelines
