#include "yaml/edits/lines.h"

#include <algorithm>

namespace slipway::yaml {

namespace {

bool isBlankText(std::string_view text)
{
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

} // namespace

quint32 Lines::begin(int line) const
{
    return line == 0 ? m_tree.markSize() : m_tree.lineBegin(line);
}

int Lines::column(quint32 offset) const
{
    return static_cast<int>(offset - begin(of(offset)));
}

quint32 Lines::endWithBreak(int line) const
{
    return line + 1 < m_tree.lineCount() ? m_tree.lineBegin(line + 1) : static_cast<quint32>(m_tree.text().size());
}

bool Lines::isBlank(int line) const
{
    if (line < 0 || line >= m_tree.lineCount())
        return false;
    const bool isThere = end(line) > begin(line) || endWithBreak(line) > end(line);
    return isThere && isBlankText(m_tree.text({begin(line), end(line)}));
}

int Lines::commentColumn(int line) const
{
    if (line < 0 || line >= m_tree.lineCount())
        return -1;
    const auto comments = m_tree.comments();
    const auto found =
        std::ranges::lower_bound(comments, begin(line), {}, [](const Comment &c) { return c.range.begin; });
    if (found == comments.end() || !found->hasOwnLine || found->range.begin >= endWithBreak(line))
        return -1;
    return column(found->range.begin);
}

int Lines::blanksAbove(int line) const
{
    int count = 0;
    while (isBlank(line - count - 1))
        ++count;
    return count;
}

int Lines::blanksBelow(int line) const
{
    int count = 0;
    while (isBlank(line + count + 1))
        ++count;
    return count;
}

bool Lines::isUnended(int line) const
{
    return endWithBreak(line) == end(line);
}

Span Lines::span(Node entry) const
{
    Span span;
    span.own = ownRange(entry);
    span.ownLine = of(span.own.begin);
    span.firstLine = span.ownLine;
    span.column = column(span.own.begin);
    span.isInline = !isBlankText(m_tree.text({begin(span.ownLine), span.own.begin}));
    span.lastLine = lastLineOf(entry, span.own.end);
    while (!span.isInline && commentColumn(span.firstLine - 1) == span.column)
        --span.firstLine;
    return span;
}

std::vector<std::string> Lines::moved(int first, int last, int by) const
{
    std::vector<std::string> lines;
    for (int line = first; line <= last; ++line) {
        const auto text = m_tree.text({begin(line), end(line)});
        const auto blanks = std::min(text.find_first_not_of(' '), text.size());
        // Blanks alone may be part of a text. A line without any is none of their business.
        const int wanted = text.empty() ? 0 : std::max(static_cast<int>(blanks) + by, 0);
        lines.push_back(std::string(static_cast<size_t>(wanted), ' ').append(text.substr(blanks)));
    }
    return lines;
}

int Lines::lastLineOf(Node entry, quint32 end) const
{
    const Node leaf = lastLeaf(entry.isKey() ? entry.next() : entry);
    int line = of(end);
    // An empty text ends where its header does; a break of its own never belongs to the next line.
    if (line > 0 && end == m_tree.lineBegin(line) && end > ownRange(entry).begin)
        --line;
    if (leaf.kind() != Kind::Scalar || (leaf.style() != Style::Literal && leaf.style() != Style::Folded))
        return line;
    const auto content = leaf.content();
    const auto header = m_tree.text({content.begin, std::min(this->end(of(content.begin)), content.end)});
    const bool keeps = header.substr(0, 3).find('+') != std::string_view::npos;
    return keeps ? line + blanksBelow(line) : line;
}

Node lastLeaf(Node node)
{
    while (node && !node.isAlias() && node.style() == Style::Block && !node.isEmpty()) {
        Node last = node.firstChild();
        for (Node next = last.next(); next; next = next.next())
            last = next;
        node = last;
    }
    return node;
}

Range ownRange(Node entry)
{
    Range range = entry.range();
    if (entry.isKey()) {
        const Node value = entry.next();
        range.end = std::max(range.end, value.range().end);
        if (value.colon() != Node::none)
            range.end = std::max(range.end, value.colon() + 1);
        if (entry.question() != Node::none)
            range.begin = entry.question();
    } else if (entry.dash() != Node::none) {
        range.begin = entry.dash();
        range.end = std::max(range.end, range.begin + 1);
    }
    return range;
}

quint32 anchorEnd(Node node)
{
    const auto range = node.range();
    const auto text = node.tree()->text(range);
    if (node.isAlias() || !text.starts_with('&') || node.anchor().empty())
        return range.begin;
    return range.begin + static_cast<quint32>(std::min(text.find_first_of(" \t\r\n,]}"), text.size()));
}

quint32 valueBegin(Node node)
{
    if (node.isAlias() || node.tag().empty())
        return node.content().begin;
    const auto end = anchorEnd(node);
    const auto behind = node.tree()->text({end, node.range().end});
    return end + static_cast<quint32>(std::min(behind.find_first_not_of(" \t\r\n"), behind.size()));
}

int depthOf(Node node)
{
    int depth = 0;
    for (Node parent = node.parent(); parent; parent = parent.parent())
        ++depth;
    return depth;
}

} // namespace slipway::yaml
