#pragma once

#include <QObject>
#include <QString>

class QKeyEvent;
class QTextBlock;

namespace slipway::code_editor {

class TextArea;
class TextSync;

/// Blanks of one level.
inline constexpr int indentWidth = 2;

/// What a line begins with that is started behind `column` of `block`: the same column; deeper behind a key without a
/// value or a `|`; a dash behind an item that is one word; below the first key of a step behind it.
QString beginOfNextLine(const QTextBlock &block, int column);

/// What keys do beside their letters: Enter indents as YAML wants it, Tab and Shift+Tab shift lines, brackets and
/// quotes come in pairs, and `${{` brings its ` }}`.
class TypingAid final : public QObject
{
    Q_OBJECT

public:
    TypingAid(TextArea &area, TextSync &sync);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool press(const QKeyEvent &key);
    void breakLine();
    bool leaveItem();
    void indent();
    bool removeIndent();
    bool removePair();
    bool typeOpening(QChar opening);
    bool typeOver(QChar closing);

    TextArea &m_area;
    TextSync &m_sync;
};

} // namespace slipway::code_editor
