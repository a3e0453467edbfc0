#pragma once

#include "yaml/patch.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace slipway::code_editor {

/// A change of the text that is shown: UTF-16 units `removed` behind `position` give way to `added`.
struct TextEdit {
    qsizetype position = 0;
    qsizetype removed = 0;
    QString added;

    bool isEmpty() const { return removed == 0 && added.isEmpty(); }
    bool operator==(const TextEdit &) const = default;
};

/// A file's bytes and the text that shows them: which UTF-16 unit stands for which byte. Lines end with `\n` or
/// `\r\n` in the file and with one unit in the text. Bytes that a text pane would swallow or take for a line's end (a
/// lone `\r`, U+2028, control characters, bytes that are no UTF-8) are shown by a sign of their own.
class TextMap
{
public:
    /// Whether all bytes are UTF-8, so that a text can be typed into them.
    static bool isText(std::string_view bytes);

    /// Takes time in proportion to the size.
    void reset(const QByteArray &source);
    const QByteArray &source() const { return m_source; }
    /// All of it as it is shown.
    QString text() const;
    qsizetype size() const { return m_size; }
    int lineCount() const { return static_cast<int>(m_lines.size()); }
    /// What most of the file's lines end with, or the first does: "\n" or "\r\n".
    const QByteArray &lineEnd() const { return m_lineEnd; }

    /// From bytes to units and back; what lies within a character or a line's end is its begin. Beyond the end: the
    /// end. Takes time in proportion to the length of the line.
    qsizetype positionOf(quint32 offset) const;
    quint32 offsetOf(qsizetype position) const;
    int lineAt(quint32 offset) const;

    /// Changes the bytes, and says what that does to the text.
    TextEdit apply(const yaml::Patch &patch);
    /// What a change of the text means for the bytes; nothing when the text stays as it is.
    std::optional<yaml::Patch> patchFor(const TextEdit &edit) const;

private:
    struct Line {
        quint32 byte = 0;
        qsizetype unit = 0;
    };

    std::string_view view() const { return {m_source.constData(), static_cast<size_t>(m_source.size())}; }
    int lineOfUnit(qsizetype position) const;
    quint32 textEnd(int line) const;
    QString shown(quint32 begin, quint32 end) const;
    std::vector<Line> scan(quint32 begin, quint32 end, qsizetype unit) const;
    std::string encoded(QStringView text) const;

    QByteArray m_source;
    QByteArray m_lineEnd = QByteArrayLiteral("\n");
    /// Where each line's text begins.
    std::vector<Line> m_lines{{}};
    qsizetype m_size = 0;
};

} // namespace slipway::code_editor
