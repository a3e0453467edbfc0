#pragma once

#include "workflow/document.h"
#include "workflow/repository.h"

namespace slipway::code_editor {

/// What is known about the byte at `offset`, in a line or two: of a key or event what GitHub's syntax says, of an
/// expression the type and meaning of the name below, of a function its signature. Empty where nothing is. Plain text.
QString hoverWords(const workflow::Document &document, quint32 offset, const workflow::Repository *repository);

} // namespace slipway::code_editor
