#include "editing/changes.h"

namespace slipway::editing {

Changes changesBetween(const QByteArray &before, const workflow::Document &after, int context)
{
    if (before == after.source())
        return {};
    return {.rows = textdiff::diffRows(before, after.source(), context),
            .counts = textdiff::countLines(before, after.source()),
            .meaning = workflow::meaningChanges(workflow::Document::open(before, after.path()), after)};
}

} // namespace slipway::editing
