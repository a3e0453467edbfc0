#include "code_editor/line_commands.h"

#include "code_editor/folding.h"
#include "code_editor/text_area.h"
#include "code_editor/text_sync.h"

#include <QCoreApplication>
#include <QTextBlock>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(LineCommands)
};

/// Without the last one when the selection only touches its begin.
std::vector<QTextBlock> chosenLines(const TextArea &area)
{
    const QTextCursor cursor = area.textCursor();
    std::vector<QTextBlock> lines;
    for (QTextBlock block = area.document()->findBlock(cursor.selectionStart()); block.isValid();
         block = block.next()) {
        const bool isTouched = block.position() == cursor.selectionEnd() && !lines.empty();
        if (block.position() > cursor.selectionEnd() || isTouched)
            break;
        lines.push_back(block);
    }
    return lines;
}

} // namespace

void toggleComment(TextArea &area, TextSync &sync)
{
    int column = std::numeric_limits<int>::max();
    bool isComment = true;
    const auto lines = chosenLines(area);
    for (const QTextBlock &line : lines) {
        const QString text = line.text();
        const int indent = indentation(text);
        if (indent < 0)
            continue;
        column = std::min(column, indent);
        isComment = isComment && text[indent] == u'#';
    }
    std::vector<TextEdit> edits;
    for (const QTextBlock &line : lines) {
        const QString text = line.text();
        const int indent = indentation(text);
        if (indent < 0)
            continue;
        if (isComment)
            edits.push_back({line.position() + indent, QStringView(text).mid(indent + 1, 1) == u" "_s ? 2 : 1, {}});
        else
            edits.push_back({line.position() + column, 0, u"# "_s});
    }
    sync.edit(edits, isComment ? Words::tr("Uncomment lines") : Words::tr("Comment lines"));
}

void shiftLines(TextArea &area, TextSync &sync, int by)
{
    std::vector<TextEdit> edits;
    for (const QTextBlock &line : chosenLines(area)) {
        const QString text = line.text();
        const int indent = indentation(text);
        if (by > 0 && indent >= 0)
            edits.push_back({line.position(), 0, QString(by, u' ')});
        const int blanks = indent < 0 ? static_cast<int>(text.size()) : indent;
        if (by < 0 && blanks > 0)
            edits.push_back({line.position(), std::min(blanks, -by), {}});
    }
    sync.edit(edits, by > 0 ? Words::tr("Indent lines") : Words::tr("Unindent lines"));
}

} // namespace slipway::code_editor
