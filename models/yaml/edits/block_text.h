#pragma once

#include "yaml/patch.h"
#include "yaml/tree.h"

#include <optional>
#include <string>
#include <vector>

namespace slipway::yaml {

/// What stands behind `key:` and on the lines below it.
struct Written {
    std::string beside;
    /// Whole lines, with their indentation and without their line ends.
    std::vector<std::string> below;
};

/// A literal text whose lines begin at `column`; `parentColumn` is that of the key or dash that holds it. Nothing when
/// a literal text cannot carry it: it is empty, needs an escape, or has lines of blanks alone.
std::optional<Written> literalText(std::string_view text, int column, int parentColumn);

/// A literal or folded text in a tree.
class BlockText
{
public:
    BlockText(const Tree &tree, Node node);

    /// Where its lines begin; 0 when it has none.
    int contentColumn() const { return m_column; }
    /// `|` or `>` with its indicators, without what follows on the line.
    Range header() const { return m_header; }
    int headerLine() const { return m_headerLine; }
    /// The last line that is not blank; the header's when there is none.
    int lastLine() const { return m_lastLine; }

    /// What gives it another value in the same style: header, indentation and lines that do not change stay. Nothing
    /// when the style cannot carry `text`.
    std::optional<Patches> rewritten(std::string_view text, std::string_view lineEnd) const;

private:
    void readHeader();
    void findColumn();
    int parentColumn() const;
    std::vector<std::string> contentLines(int upTo) const;
    std::string newHeader(char chomping, bool needsIndentation) const;
    char newChomping(size_t finalBreaks) const;
    std::optional<Patch> changedLines(const std::vector<std::string> &from, const std::vector<std::string> &to,
                                      std::string_view lineEnd) const;

    const Tree &m_tree;
    Node m_node;
    Range m_header;
    int m_headerLine = 0;
    int m_lastLine = 0;
    int m_column = 0;
    int m_indentation = 0;
    char m_chomping = '\0';
    bool m_isFolded = false;
};

} // namespace slipway::yaml
