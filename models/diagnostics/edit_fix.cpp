#include "diagnostics/edit_fix.h"

#include "workflow/edits/edit.h"

namespace slipway::diagnostics {

std::optional<Fix> fixByEdit(const Subject &subject, const QString &title, const workflow::Operation &operation)
{
    auto patches = workflow::edit(subject.tree(), operation);
    if (!patches || patches->empty())
        return {};
    return Fix{title, std::move(*patches)};
}

} // namespace slipway::diagnostics
