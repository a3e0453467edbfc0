#pragma once

#include "logs/line_index.h"
#include "logs/matcher.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace slipway::logs {

/// The lines that match, in order.
struct Hits {
    /// More lines are counted, but not kept.
    static constexpr size_t mostLines = 1'000'000;

    std::vector<quint32> lines;
    /// All matches; a line may have several.
    qint64 matches = 0;
    /// Lines given up because the pattern took too long on them.
    qint64 skippedLines = 0;
};

/// A stretch of a file that begins with a known line.
struct Share {
    qint64 from = 0;
    qint64 to = 0;
    quint32 firstLine = 0;
};

/// The stretches in which the whole lines of `index` are searched from `begin` on, of a few megabytes each.
std::vector<Share> sharesOf(const LineIndex &index, Checkpoint begin = {});

/// Adds `part`, which comes after `all`.
void merge(Hits &all, Hits part);

/// Looks through one stretch for the text as it is shown: colours between letters do not hide a match, and time stamps
/// are not searched. Blocks; any thread. A stop gives what was found by then.
Hits searchShare(const Source &source, const Share &share, const Matcher &matcher, const std::stop_token &stop);

/// Looks through all shares on two threads. Blocks; any thread.
Hits search(const Source &source, const std::vector<Share> &shares, const Matcher &matcher,
            const std::stop_token &stop = {});

} // namespace slipway::logs
