#pragma once

#include "yaml/node.h"
#include "yaml/tree.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace slipway::yaml {

/// Length of the plain null (`~`, `null`, `Null`, `NULL`) that `text` begins with; 0 when it begins with none.
size_t plainNullSize(std::string_view text);

/// What stands between a node's begin and its content, without `&` and with `!`.
struct Properties {
    std::string_view anchor;
    std::string_view tag;
};
Properties propertiesOf(std::string_view text);

/// Walks the bytes that yaml-cpp reads and finds what its events do not tell. Only ever goes forward. Facts: the YAML
/// 1.2 specification, chapters 6 to 8, and yaml-cpp's own scanner where it differs.
class Scanner
{
public:
    /// Which properties an event says that a node has.
    struct Expected {
        bool anchor = false;
        bool tag = false;
    };

    Scanner(std::string_view text, quint32 begin, std::vector<Comment> &comments);

    quint32 at() const { return m_at; }
    bool atEnd() const { return m_at == m_text.size(); }
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void jump(quint32 offset) { m_at = std::min(offset, static_cast<quint32>(m_text.size())); }

    /// Past blanks, line ends and comments.
    void skipTrivia();
    /// Past these and directives and the marks of a document's begin and end. The last such mark; empty for none.
    Range skipDocumentMarks();
    /// Past the character, if it comes next.
    bool take(char character);
    /// Past the character, if it comes next with a blank or a line end behind.
    bool takeIndicator(char character);
    /// Past the anchor and the tag, and not beyond: to their end.
    void skipProperties(Expected expected);
    void skipAlias();

    /// Where the scalar that begins here ends; goes there.
    quint32 takePlain(std::string_view value);
    quint32 takeQuoted();
    quint32 takeBlock(std::string_view value);
    bool wasTerminated() const { return m_wasTerminated; }

    /// Whether a plain null stands here as a value of its own.
    size_t nullSizeHere(bool inFlow) const;
    quint32 columnOf(quint32 offset) const;
    bool isOnOneLine(quint32 from, quint32 to) const;

private:
    char at(quint32 offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }
    bool endsWord(quint32 offset) const;
    bool isMarkHere(std::string_view mark) const;
    quint32 lineEnd(quint32 offset) const;
    void takeComment();
    quint32 matched(std::string_view value, quint32 offset) const;
    quint32 indentedEnd(quint32 firstLine) const;

    std::string_view m_text;
    std::vector<Comment> &m_comments;
    quint32 m_begin = 0;
    quint32 m_at = 0;
    bool m_wasTerminated = true;
};

} // namespace slipway::yaml
