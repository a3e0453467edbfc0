#pragma once

namespace slipway::code_editor {

class TextArea;
class TextSync;

/// Commands on the lines that are selected, or the one with the cursor. Each is one undo step.

/// Makes comments of them, or text again when all of them are comments.
void toggleComment(TextArea &area, TextSync &sync);
/// Blanks are added before them, or taken away when `by` is negative.
void shiftLines(TextArea &area, TextSync &sync, int by);

} // namespace slipway::code_editor
