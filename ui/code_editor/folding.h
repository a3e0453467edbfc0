#pragma once

#include <QTextBlock>

namespace slipway::code_editor {

class TextArea;

/// Folding by indentation, which in YAML is structure: a line folds away the lines below it that belong to it. What is
/// folded is told by the lines alone: hidden ones follow.

/// Columns before the first letter; -1 for a line with none.
int indentation(QStringView line);

/// The last line that belongs to `block`; `block` itself when nothing does.
QTextBlock foldEnd(const QTextBlock &block);
/// Whether something belongs to it. Reads no further than the next line with letters.
bool isFoldable(const QTextBlock &block);
bool isFolded(const QTextBlock &block);
/// The line itself when something belongs to it, else the line that it belongs to.
QTextBlock foldHead(const QTextBlock &block);

void fold(TextArea &area, const QTextBlock &block);
void unfold(TextArea &area, const QTextBlock &block);
/// Shows a line that is hidden, with all around it.
void unfoldAround(TextArea &area, const QTextBlock &block);
/// All lines that something belongs to, at the outermost two levels first of all.
void foldAll(TextArea &area);
void unfoldAll(TextArea &area);
/// After a change of the text: hidden lines below a line that they no longer belong to are shown.
void mendFolds(TextArea &area, const QTextBlock &first);

} // namespace slipway::code_editor
