#pragma once

#include "base/result.h"
#include "workflow/document.h"
#include "yaml/edits/value.h"

#include <QString>

#include <string>
#include <utility>
#include <vector>

namespace slipway::editing {

/// What a text on the clipboard holds, as values.
struct Clip {
    using Named = std::pair<std::string, yaml::ValuePtr>;
    std::vector<Named> triggers;
    std::vector<Named> jobs;
    std::vector<yaml::ValuePtr> steps;
};

/// Errors: invalidInput when the text is no YAML or no part of a workflow, in words.
base::Result<Clip> readClip(const QString &text);

} // namespace slipway::editing
