#pragma once

#include "workflow/document.h"

#include <optional>

namespace slipway::code_editor {

/// Where something is defined that the text names.
struct Definition {
    /// In this file; empty when it is in another one.
    yaml::Range range;
    /// "./.github/workflows/release.yml", as written; empty when it is in this file.
    QString path;

    bool operator==(const Definition &) const = default;
};

/// What the byte at `offset` leads to: `needs` and `needs.build` to the job, `steps.id` to the step, outputs, `matrix`,
/// `env`, `inputs` and `secrets` to where they are set, an alias to its anchor, `uses: ./…` to the file. Nothing where
/// nothing is named, or nobody defines it.
std::optional<Definition> definitionAt(const workflow::Document &document, quint32 offset);

} // namespace slipway::code_editor
