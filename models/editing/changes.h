#pragma once

#include "textdiff/diff_rows.h"
#include "workflow/meaning_changes.h"

#include <QByteArray>

#include <vector>

namespace slipway::editing {

/// What a file has become since the repository's version, as lines and in words.
struct Changes {
    std::vector<textdiff::DiffRow> rows;
    textdiff::LineCounts counts;
    std::vector<workflow::MeaningChange> meaning;

    bool isEmpty() const { return rows.empty(); }
};

/// Pure; any thread. Takes a few milliseconds for long files.
Changes changesBetween(const QByteArray &before, const workflow::Document &after, int context = 3);

} // namespace slipway::editing
