#include "code_editor/typing_aid.h"

#include "code_editor/folding.h"
#include "code_editor/line_commands.h"
#include "code_editor/text_area.h"

#include <QKeyEvent>
#include <QRegularExpression>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

/// Lines that are looked at above, to learn whether a line is within a block text.
constexpr int longestLookBack = 2'000;

struct Head {
    /// Of the first letter behind blanks and dashes.
    int column = 0;
    int dashes = 0;
    /// Of the first letter or dash.
    int indent = 0;
};

Head headOf(const QString &line)
{
    static const QRegularExpression pattern(u"^( *)((?:- +)*)"_s);
    const auto match = pattern.match(line);
    return {static_cast<int>(match.capturedEnd(0)), static_cast<int>(match.captured(2).count(u'-')),
            static_cast<int>(match.capturedLength(1))};
}

/// Without a comment and blanks at its end.
QString bare(const QString &text)
{
    static const QRegularExpression comment(uR"((?:^|\s)#.*$)"_s);
    QString result = text;
    return result.remove(comment).trimmed();
}

bool beginsBlockText(const QString &words)
{
    static const QRegularExpression pattern(uR"((?:^|[:\s])[|>][-+0-9]{0,2}$)"_s);
    return pattern.match(words).hasMatch();
}

bool isInBlockText(QTextBlock block)
{
    int least = indentation(block.text());
    if (least < 0)
        return false;
    int count = 0;
    for (block = block.previous(); block.isValid() && least > 0 && count < longestLookBack;
         block = block.previous(), ++count) {
        const int column = indentation(block.text());
        if (column < 0 || column >= least)
            continue;
        if (beginsBlockText(bare(block.text())))
            return true;
        least = column;
    }
    return false;
}

QChar closingOf(QChar opening)
{
    switch (opening.unicode()) {
    case u'(': return u')';
    case u'[': return u']';
    case u'{': return u'}';
    case u'"': return u'"';
    case u'\'': return u'\'';
    default: return {};
    }
}

QChar unitAt(const QTextCursor &cursor, int shift)
{
    const QString line = cursor.block().text();
    const int at = cursor.positionInBlock() + shift;
    return at >= 0 && at < line.size() ? line[at] : QChar();
}

} // namespace

QString beginOfNextLine(const QTextBlock &block, int column)
{
    const QString before = block.text().left(column);
    const Head head = headOf(before);
    if (isInBlockText(block))
        return QString(std::max(0, indentation(before)), u' ');
    const QString words = bare(before.mid(head.column));
    const bool isEmpty = words.isEmpty();
    if (isEmpty)
        return QString(head.indent, u' ');
    if (words.endsWith(u':') || beginsBlockText(words))
        return QString(head.column + indentWidth, u' ');
    static const QRegularExpression key(uR"(:(\s|$))"_s);
    const bool isWord = head.dashes > 0 && !words.contains(key) && !words.startsWith(u'{');
    return isWord ? before.left(head.column) : QString(head.column, u' ');
}

TypingAid::TypingAid(TextArea &area, TextSync &sync)
    : QObject(&area)
    , m_area(area)
    , m_sync(sync)
{
    area.installEventFilter(this);
}

bool TypingAid::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || m_area.isReadOnly())
        return false;
    return press(static_cast<const QKeyEvent &>(*event));
}

bool TypingAid::press(const QKeyEvent &key)
{
    const auto modifiers = key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    if (modifiers != Qt::NoModifier && modifiers != Qt::GroupSwitchModifier)
        return false;
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: breakLine(); return true;
    case Qt::Key_Tab: indent(); return true;
    case Qt::Key_Backtab: shiftLines(m_area, m_sync, -indentWidth); return true;
    case Qt::Key_Backspace: return removePair() || removeIndent();
    default: break;
    }
    if (key.text().size() != 1)
        return false;
    const QChar letter = key.text().front();
    return typeOver(letter) || (!closingOf(letter).isNull() && typeOpening(letter));
}

void TypingAid::breakLine()
{
    if (leaveItem())
        return;
    QTextCursor cursor = m_area.textCursor();
    cursor.beginEditBlock();
    cursor.removeSelectedText();
    const QString begin = beginOfNextLine(cursor.block(), cursor.positionInBlock());
    // Blanks that would come to stand behind the new line's own.
    while (unitAt(cursor, 0) == u' ')
        cursor.deleteChar();
    cursor.insertText(u'\n' + begin);
    cursor.endEditBlock();
    m_area.setTextCursor(cursor);
    m_area.ensureCursorVisible();
}

/// Enter behind a dash with nothing after it ends the list.
bool TypingAid::leaveItem()
{
    QTextCursor cursor = m_area.textCursor();
    const QString line = cursor.block().text();
    const bool isLoneDash = line.trimmed() == "-"_L1 && cursor.atBlockEnd() && !cursor.hasSelection();
    if (!isLoneDash)
        return false;
    cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
    cursor.insertText(QString(std::max(0, indentation(line) - indentWidth), u' '));
    m_area.setTextCursor(cursor);
    return true;
}

void TypingAid::indent()
{
    QTextCursor cursor = m_area.textCursor();
    const QTextBlock last = m_area.document()->findBlock(cursor.selectionEnd());
    if (cursor.hasSelection() && m_area.document()->findBlock(cursor.selectionStart()) != last) {
        shiftLines(m_area, m_sync, indentWidth);
        return;
    }
    const int column = cursor.selectionStart() - cursor.block().position();
    cursor.insertText(QString(indentWidth - column % indentWidth, u' '));
    m_area.setTextCursor(cursor);
    m_area.ensureCursorVisible();
}

bool TypingAid::removeIndent()
{
    QTextCursor cursor = m_area.textCursor();
    const int column = cursor.positionInBlock();
    if (cursor.hasSelection() || column < indentWidth || column % indentWidth != 0)
        return false;
    if (!QStringView(cursor.block().text()).left(column).trimmed().isEmpty())
        return false;
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, indentWidth);
    cursor.removeSelectedText();
    return true;
}

bool TypingAid::removePair()
{
    QTextCursor cursor = m_area.textCursor();
    const QChar closing = closingOf(unitAt(cursor, -1));
    if (cursor.hasSelection() || closing.isNull() || unitAt(cursor, 0) != closing)
        return false;
    cursor.beginEditBlock();
    cursor.deleteChar();
    cursor.deletePreviousChar();
    cursor.endEditBlock();
    return true;
}

bool TypingAid::typeOver(QChar closing)
{
    QTextCursor cursor = m_area.textCursor();
    const bool closes = closing == u')' || closing == u']' || closing == u'}' || closing == u'"' || closing == u'\'';
    if (!closes || cursor.hasSelection())
        return false;
    // ` }}` of an expression: the blank is stepped over, too.
    const QString rest = cursor.block().text().mid(cursor.positionInBlock());
    const int blank = closing == u'}' && rest.startsWith(" }}"_L1) ? 1 : 0;
    if (unitAt(cursor, blank) != closing)
        return false;
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, 1 + blank);
    m_area.setTextCursor(cursor);
    return true;
}

bool TypingAid::typeOpening(QChar opening)
{
    QTextCursor cursor = m_area.textCursor();
    const QChar closing = closingOf(opening);
    if (cursor.hasSelection()) {
        const QString inner = cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n');
        const int begin = cursor.selectionStart();
        cursor.insertText(opening + inner + closing);
        cursor.setPosition(begin + 1);
        cursor.setPosition(begin + 1 + static_cast<int>(inner.size()), QTextCursor::KeepAnchor);
        m_area.setTextCursor(cursor);
        return true;
    }
    const QChar before = unitAt(cursor, -1);
    const QChar behind = unitAt(cursor, 0);
    const bool isExpression = opening == u'{' && before == u'{' && unitAt(cursor, -2) == u'$';
    if (isExpression) {
        const QString end = behind == u'}' ? u" }"_s : u" }}"_s;
        cursor.insertText(opening + end);
        cursor.movePosition(QTextCursor::Left, QTextCursor::MoveAnchor, static_cast<int>(end.size()));
        m_area.setTextCursor(cursor);
        return true;
    }
    const bool isQuote = opening == closing;
    const bool isFree = behind.isNull() || behind.isSpace() || u")]},"_s.contains(behind);
    if (!isFree || (isQuote && (before.isLetterOrNumber() || before == opening)))
        return false;
    cursor.insertText(QString(opening) + closing);
    cursor.movePosition(QTextCursor::Left);
    m_area.setTextCursor(cursor);
    return true;
}

} // namespace slipway::code_editor
