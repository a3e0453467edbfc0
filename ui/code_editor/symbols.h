#pragma once

#include "workflow/document.h"

#include <vector>

namespace slipway::code_editor {

/// Something of a file that a person may want to go to.
struct Symbol {
    enum class Kind : quint8 { Key, Trigger, Job, Step };
    Kind kind = Kind::Key;
    /// "deploy", "Run tests", "permissions".
    QString name;
    /// What it belongs to or does: "job deploy", "uses actions/checkout@v4". May be empty.
    QString detail;
    yaml::Range range;
};

/// In the order of the text: keys of the file and of its jobs, triggers, jobs and steps.
std::vector<Symbol> symbolsOf(const workflow::Document &document);

} // namespace slipway::code_editor
