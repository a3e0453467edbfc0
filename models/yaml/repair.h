#pragma once

#include "yaml/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace slipway::yaml {

/// Why and where reading stopped before the end.
struct Stop {
    enum class Why : quint8 { None, Syntax, Quote, Depth };
    Why why = Why::None;
    quint32 offset = 0;
    /// yaml-cpp's words, for `Syntax`.
    std::string reason;
    /// How far the values go that were read.
    quint32 cursor = 0;
    /// The bracket of the outermost flow collection that was open; `NodeData::none` when none was.
    quint32 bracket = NodeData::none;
};

/// A copy of a text in which what stops yaml-cpp is made harmless byte by byte, so that a second reading gets further
/// and all offsets stay. Each step names one problem. A person is in the middle of typing: what comes after must not
/// vanish.
class Repair
{
public:
    Repair(std::string_view text, quint32 markSize)
        : m_text(text)
        , m_markSize(markSize)
    { }

    std::string_view text() const { return m_text; }
    /// Colons that the text does not have: each stands for the last character of a word without one.
    const std::vector<quint32> &addedColons() const { return m_addedColons; }

    /// Adds the problem; false when a second reading would get no further.
    bool mend(const Stop &stop, std::vector<Problem> &problems);

private:
    struct Line {
        quint32 begin = 0;
        quint32 end = 0;
        /// Where its text begins, dashes left out; `end` for a blank line or a comment.
        quint32 text = 0;
        quint32 column() const { return text - begin; }
        bool isBlank() const { return text == end; }
    };

    Line lineAt(quint32 offset) const;
    Line previous(Line line) const;
    Line next(Line line) const;
    void blank(quint32 begin, quint32 end);
    void blankDeeper(Line line);
    Range word(quint32 offset) const;

    bool mendSyntax(const Stop &stop, std::vector<Problem> &problems);
    quint32 quoteAfter(quint32 cursor) const;
    bool mendTab(quint32 offset, std::vector<Problem> &problems);
    bool mendName(const Stop &stop, std::vector<Problem> &problems);
    bool mendBareWord(Line line, std::vector<Problem> &problems);
    bool mendIndent(quint32 offset, std::vector<Problem> &problems);
    bool isBehindQuote(Line line, quint32 offset) const;
    Range bareExpression(quint32 begin, quint32 end) const;
    bool mendEscape(const Stop &stop, std::vector<Problem> &problems);
    bool mendTag(const Stop &stop, std::vector<Problem> &problems);
    bool mendValue(const Stop &stop, std::vector<Problem> &problems);
    bool mendBracket(const Stop &stop, std::vector<Problem> &problems);
    bool mendQuote(quint32 offset, std::vector<Problem> &problems);
    bool mendLine(const Stop &stop, std::vector<Problem> &problems);

    std::string m_text;
    quint32 m_markSize = 0;
    std::vector<quint32> m_addedColons;
    Stop m_last;
    int m_repeats = 0;
};

} // namespace slipway::yaml
