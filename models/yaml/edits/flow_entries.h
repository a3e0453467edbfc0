#pragma once

#include "yaml/edits/page.h"

namespace slipway::yaml {

/// The entries of a flow collection and how they are laid out.
class FlowEntries
{
public:
    struct Entry {
        Node node;
        Range range;
        quint32 comma = Node::none;
    };

    FlowEntries(const Page &page, Node collection);

    size_t size() const { return m_entries.size(); }
    const Entry &operator[](size_t i) const { return m_entries[i]; }
    size_t positionOf(Node entry) const;
    /// Of its brackets.
    quint32 open() const { return m_open; }
    quint32 close() const { return m_close; }
    /// Each entry begins on a line of its own.
    bool isOneALine() const;
    /// Nothing but blanks stands before the entry on its line.
    bool beginsLine(size_t i) const;
    /// The entry's line holds nothing else: a comma and a comment aside.
    bool isAloneOnLine(size_t i) const;
    /// What stands between an entry and the next one, on one line; `, ` where it is not.
    std::string separator(size_t i) const;
    /// The first line of the comment that stands directly above, at the entry's column; else the entry's own.
    int firstLine(size_t i) const;
    /// The offset behind the comma; behind the entry when there is none.
    quint32 end(size_t i) const;

private:
    const Page &m_page;
    std::vector<Entry> m_entries;
    quint32 m_open = 0;
    quint32 m_close = 0;
};

/// `text` beside an entry of a flow collection that has one.
Patches insertInFlow(const Page &page, Node collection, const Spot &spot, const std::string &text);
Patches removeInFlow(const Page &page, Node collection, Node entry);
Patches moveInFlow(const Page &page, Node collection, size_t from, size_t to);

} // namespace slipway::yaml
