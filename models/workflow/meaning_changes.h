#pragma once

#include "workflow/document.h"

#include <QString>

#include <string>
#include <vector>

namespace slipway::workflow {

/// One thing that means something else than before.
struct MeaningChange {
    enum class Kind : quint8 {
        Added,
        Removed,
        Changed,
        Moved,
        Renamed,
        Layout,     ///< only comments or how it is written; alone in its list
    };
    Kind kind = Kind::Changed;
    /// Where: an event, a job, a step of the job; empty and -1 where it is not of one. Ids and indices are those of the
    /// document after, for what is gone those before.
    std::string trigger;
    std::string job;
    int step = -1;
    /// Plain text, begins small and ends without a full stop: "job deploy: timeout 20 minutes added".
    QString sentence;
};

/// What `after` does otherwise than `before`, from the top of the file down; renamed jobs and moved steps are known
/// again. Nothing when both texts are the same. Pure; any thread. Takes time in proportion to the size, but for lists
/// of steps: steps × steps of one job.
std::vector<MeaningChange> meaningChanges(const Document &before, const Document &after);

/// The sentences as a list in GitHub's Markdown, in which names and texts of others stay text.
QString markdownList(const std::vector<MeaningChange> &changes);
/// Text as Markdown that shows it: nothing in it is a link, a mention, a tag or markup.
QString markdownEscaped(const QString &text);

} // namespace slipway::workflow
