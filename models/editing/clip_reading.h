#pragma once

#include "base/result.h"
#include "workflow/document.h"
#include "yaml/edits/value.h"

#include <QString>

#include <string>
#include <vector>

namespace slipway::editing {

/// A part of a workflow by its value and as it was written; `text` is empty where it does not stand in lines of its
/// own.
struct Part {
    /// The event, or the job's id; empty for steps.
    std::string name;
    yaml::ValuePtr value;
    std::string text = {};
};

/// What a text on the clipboard holds.
struct Clip {
    std::vector<Part> triggers;
    std::vector<Part> jobs;
    std::vector<Part> steps;
};

/// Errors: invalidInput when the text is no YAML or no part of a workflow, in words.
base::Result<Clip> readClip(const QString &text);

} // namespace slipway::editing
