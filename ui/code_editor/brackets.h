#pragma once

#include "code_editor/text_area.h"

namespace slipway::code_editor {

/// The bracket beside the cursor and its other half; nothing when there is none near. Looks no further than some
/// thousand letters.
std::vector<Span> bracketsAt(const QTextDocument &text, int position);

} // namespace slipway::code_editor
