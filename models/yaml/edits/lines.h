#pragma once

#include "yaml/tree.h"

#include <string>
#include <vector>

namespace slipway::yaml {

/// What belongs to an entry of a block collection, in lines from 0.
struct Span {
    /// From its first byte to the end of its content: a key, a `?` or a dash, and what it holds.
    Range own;
    /// The first line of the comment that stands directly above at the entry's column; else as `ownLine`.
    int firstLine = 0;
    int ownLine = 0;
    /// With the blank lines that a text keeps (`|+`).
    int lastLine = 0;
    int column = 0;
    /// Something else than blanks stands before it on its line: a dash, as in `- name: x`.
    bool isInline = false;
};

/// A tree as lines.
class Lines
{
public:
    explicit Lines(const Tree &tree)
        : m_tree(tree)
    { }

    /// In bytes, the byte order mark not counted.
    int column(quint32 offset) const;
    /// Where the text of a line begins: behind the byte order mark in the first one.
    quint32 begin(int line) const;
    quint32 end(int line) const { return m_tree.lineEnd(line); }
    /// Where the next line begins; the end of the text for the last one.
    quint32 endWithBreak(int line) const;
    int of(quint32 offset) const { return m_tree.lineOf(offset); }
    /// A line that is there and holds nothing but blanks.
    bool isBlank(int line) const;
    /// The column of a comment that has the line for itself, else -1.
    int commentColumn(int line) const;
    /// How many blank lines stand directly above.
    int blanksAbove(int line) const;
    int blanksBelow(int line) const;
    /// Whether the text ends without a line end, and that is in this line.
    bool isUnended(int line) const;

    /// `entry`: a key, or an item of a list.
    Span span(Node entry) const;
    /// Lines without their ends, further to the right by `by` columns, or to the left as far as the margin lets them.
    std::vector<std::string> moved(int first, int last, int by) const;

private:
    int lastLineOf(Node entry, quint32 end) const;

    const Tree &m_tree;
};

/// Where an entry begins and ends in the text: from its `?`, dash, key or value on, without a comma.
Range ownRange(Node entry);
/// The offset right behind a node's anchor; where the node begins when it has none.
quint32 anchorEnd(Node node);
/// Where what an edit replaces begins: behind the anchor, with the tag.
quint32 valueBegin(Node node);
/// How deep: 0 for the root.
int depthOf(Node node);
/// The last thing written in a node: itself for all but block collections.
Node lastLeaf(Node node);

} // namespace slipway::yaml
