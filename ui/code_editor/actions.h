#pragma once

#include "code_editor/code_editor.h"

namespace slipway::code_editor {

class ChangeMarks;
class FindBar;
class Problems;
class TextArea;

/// What the actions act on.
struct ActionTargets {
    CodeEditor &editor;
    TextArea &area;
    FindBar &findBar;
    Problems &problems;
    ChangeMarks &changes;
};

/// Gives the pane all its actions; their keys work while the keyboard is in it.
void giveActions(const ActionTargets &targets);

} // namespace slipway::code_editor
