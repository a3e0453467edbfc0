#include "code_editor/folding.h"

#include "code_editor/text_area.h"
#include "code_editor/text_layout.h"

namespace slipway::code_editor {

namespace {

void setVisible(QTextBlock block, bool isVisible)
{
    block.setVisible(isVisible);
    block.setLineCount(isVisible ? std::max(1, block.layout()->lineCount()) : 0);
}

bool isItem(QStringView line, int indent)
{
    return line.size() > indent && line[indent] == u'-' && (line.size() == indent + 1 || line[indent + 1] == u' ');
}

QTextBlock nextWithLetters(QTextBlock block)
{
    do {
        block = block.next();
    } while (block.isValid() && indentation(block.text()) < 0);
    return block;
}

/// Whether `line` belongs to a line at `indent`; `ownsItems`: a key, whose list may stand at its own column.
bool belongs(const QString &line, int indent, bool ownsItems)
{
    const int column = indentation(line);
    return column > indent || (ownsItems && column == indent && isItem(line, column));
}

} // namespace

int indentation(QStringView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] != u' ' && line[i] != u'\t')
            return static_cast<int>(i);
    }
    return -1;
}

bool isFoldable(const QTextBlock &block)
{
    const QString line = block.text();
    const int indent = indentation(line);
    if (indent < 0 || line[indent] == u'#')
        return false;
    const QTextBlock next = nextWithLetters(block);
    return next.isValid() && belongs(next.text(), indent, !isItem(line, indent));
}

QTextBlock foldEnd(const QTextBlock &block)
{
    const QString line = block.text();
    const int indent = indentation(line);
    QTextBlock end = block;
    if (!isFoldable(block))
        return end;
    const bool ownsItems = !isItem(line, indent);
    for (QTextBlock next = nextWithLetters(block); next.isValid(); next = nextWithLetters(next)) {
        if (!belongs(next.text(), indent, ownsItems))
            break;
        end = next;
    }
    return end;
}

bool isFolded(const QTextBlock &block)
{
    const QTextBlock next = block.next();
    return block.isVisible() && next.isValid() && !next.isVisible();
}

QTextBlock foldHead(const QTextBlock &block)
{
    if (isFoldable(block))
        return block;
    const int column = indentation(block.text());
    for (QTextBlock head = block.previous(); head.isValid(); head = head.previous()) {
        if (isFoldable(head) && foldEnd(head).blockNumber() >= block.blockNumber()
            && (column < 0 || indentation(head.text()) <= column))
            return head;
    }
    return block;
}

void fold(TextArea &area, const QTextBlock &block)
{
    const QTextBlock end = foldEnd(block);
    if (end == block)
        return;
    QTextCursor cursor = area.textCursor();
    if (cursor.position() > block.position() && cursor.position() < end.position() + end.length()) {
        cursor.setPosition(block.position() + block.length() - 1);
        area.setTextCursor(cursor);
    }
    for (QTextBlock line = block.next(); line.isValid(); line = line.next()) {
        setVisible(line, false);
        if (line == end)
            break;
    }
    area.textLayout().linesChanged();
}

void unfold(TextArea &area, const QTextBlock &block)
{
    for (QTextBlock line = block.next(); line.isValid() && !line.isVisible(); line = line.next())
        setVisible(line, true);
    area.textLayout().linesChanged();
}

void unfoldAround(TextArea &area, const QTextBlock &block)
{
    if (block.isVisible())
        return;
    QTextBlock head = block;
    while (head.isValid() && !head.isVisible())
        head = head.previous();
    if (head.isValid())
        unfold(area, head);
}

void foldAll(TextArea &area)
{
    // The top of the file stays in sight down to the jobs; folding a job's own line hides what is in it.
    for (QTextBlock block = area.document()->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        const bool isOuter = indentation(line) == 0;
        if (block.isVisible() && isFoldable(block) && !(isOuter && line.startsWith(QLatin1String("jobs"))))
            fold(area, block);
    }
}

void unfoldAll(TextArea &area)
{
    for (QTextBlock block = area.document()->begin(); block.isValid(); block = block.next()) {
        if (!block.isVisible())
            setVisible(block, true);
    }
    area.textLayout().linesChanged();
}

void mendFolds(TextArea &area, const QTextBlock &first)
{
    QTextBlock head = first;
    while (head.isValid() && !head.isVisible())
        head = head.previous();
    if (head.isValid() && isFolded(head) && !isFoldable(head))
        unfold(area, head);
}

} // namespace slipway::code_editor
