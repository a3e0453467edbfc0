#include "yaml/edits/flow_entries.h"

#include <algorithm>
#include <numeric>

namespace slipway::yaml {

namespace {

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string blanks(int count)
{
    return std::string(static_cast<size_t>(count), ' ');
}

} // namespace

FlowEntries::FlowEntries(const Page &page, Node collection)
    : m_page(page)
    , m_open(collection.content().begin)
    , m_close(collection.content().end - 1)
{
    for (const Node node : entriesOf(collection))
        m_entries.push_back({node, ownRange(node), (node.isKey() ? node.next() : node).comma()});
}

size_t FlowEntries::positionOf(Node entry) const
{
    const auto found = std::ranges::find(m_entries, entry, &Entry::node);
    return static_cast<size_t>(found - m_entries.begin());
}

quint32 FlowEntries::end(size_t i) const
{
    return m_entries[i].comma == Node::none ? m_entries[i].range.end : m_entries[i].comma + 1;
}

bool FlowEntries::beginsLine(size_t i) const
{
    const auto begin = m_entries[i].range.begin;
    return isBlank(m_page.tree.text({m_page.lines.begin(m_page.lines.of(begin)), begin}));
}

bool FlowEntries::isOneALine() const
{
    for (size_t i = 0; i < size(); ++i) {
        const bool mayShare = i == 0 && size() > 1;
        if (!mayShare && !beginsLine(i))
            return false;
    }
    return true;
}

bool FlowEntries::isAloneOnLine(size_t i) const
{
    if (!beginsLine(i))
        return false;
    const auto begin = end(i);
    const auto lineEnd = m_page.lines.end(m_page.lines.of(begin));
    const auto rest = m_page.tree.text({begin, lineEnd});
    const auto first = rest.find_first_not_of(" \t");
    return first == std::string_view::npos || rest[first] == '#';
}

std::string FlowEntries::separator(size_t i) const
{
    if (i + 1 >= size())
        return ", ";
    const auto text = m_page.tree.text({m_entries[i].range.end, m_entries[i + 1].range.begin});
    return text.contains('\n') || !text.contains(',') ? ", " : std::string(text);
}

int FlowEntries::firstLine(size_t i) const
{
    int line = m_page.lines.of(m_entries[i].range.begin);
    const int column = m_page.lines.column(m_entries[i].range.begin);
    while (beginsLine(i) && m_page.lines.commentColumn(line - 1) == column)
        --line;
    return line;
}

namespace {

/// Behind the last entry, on a line of its own.
Patches appendLine(const Page &page, const FlowEntries &all, const std::string &text)
{
    const size_t last = all.size() - 1;
    const bool hasComma = all[last].comma != Node::none;
    const std::string line =
        std::string(page.lineEnd()) + blanks(page.lines.column(all[last].range.begin)) + text + (hasComma ? "," : "");
    const auto end = all.end(last);
    const auto lineEnd = page.lines.end(page.lines.of(end));
    Patches patches;
    if (!hasComma)
        append(patches, {{end, end}, ","});
    const auto at = all.close() < lineEnd ? end : lineEnd;
    append(patches, {{at, at}, line});
    return patches;
}

Patches insertLine(const Page &page, const FlowEntries &all, size_t at, const std::string &text)
{
    const auto begin = all[at].range.begin;
    if (all.beginsLine(at)) {
        const auto offset = page.lines.begin(all.firstLine(at));
        return {{{offset, offset}, blanks(page.lines.column(begin)) + text + ',' + std::string(page.lineEnd())}};
    }
    const auto column = page.lines.column(all[at + 1].range.begin);
    return {{{begin, begin}, text + ',' + std::string(page.lineEnd()) + blanks(column)}};
}

Patches appendBeside(const FlowEntries &all, const std::string &text)
{
    const size_t last = all.size() - 1;
    const auto separator = all.size() > 1 ? all.separator(last - 1) : std::string(", ");
    const auto end = all.end(last);
    if (all[last].comma == Node::none)
        return {{{end, end}, separator + text}};
    return {{{end, end}, separator.substr(separator.find(',') + 1) + text + ','}};
}

} // namespace

Patches insertInFlow(const Page &page, Node collection, const Spot &spot, const std::string &text)
{
    const FlowEntries all(page, collection);
    const size_t at = all.positionOf(spot.neighbour) + (spot.side == Spot::Side::After ? 1 : 0);
    if (all.isOneALine())
        return at == all.size() ? appendLine(page, all, text) : insertLine(page, all, at, text);
    if (at == all.size())
        return appendBeside(all, text);
    const auto begin = all[at].range.begin;
    return {{{begin, begin}, text + all.separator(at > 0 ? at - 1 : 0)}};
}

namespace {

Patches removeLines(const Page &page, const FlowEntries &all, size_t at)
{
    const int first = all.firstLine(at);
    const int last = page.lines.of(all.end(at));
    const bool isLast = at + 1 == all.size();
    const int above = isLast ? page.lines.blanksAbove(first) : 0;
    const int below = isLast ? 0 : page.lines.blanksBelow(last);
    Patches patches;
    if (isLast && at > 0 && all[at].comma == Node::none && all[at - 1].comma != Node::none)
        append(patches, {{all[at - 1].comma, all[at - 1].comma + 1}, {}});
    append(patches, {{page.lines.begin(first - above), page.lines.endWithBreak(last + below)}, {}});
    return patches;
}

Patches removeBeside(const Page &page, const FlowEntries &all, size_t at)
{
    const auto line = [&page](quint32 offset) { return page.lines.of(offset); };
    const auto begin = all[at].range.begin;
    const auto end = all.end(at);
    if (at + 1 < all.size()) {
        if (line(end) == line(all[at + 1].range.begin))
            return {{{begin, all[at + 1].range.begin}, {}}};
        const bool hasNeighbour = at > 0 && line(all.end(at - 1)) == line(begin);
        return {{{hasNeighbour ? all.end(at - 1) : begin, end}, {}}};
    }
    if (all[at].comma != Node::none)
        return {{{all.end(at - 1), end}, {}}};
    const auto between = page.tree.text({all.end(at - 1), begin});
    if (isBlank(between))
        return {{{all[at - 1].range.end, end}, {}}};
    // A comment stands between the two: it stays.
    Patches patches;
    append(patches, {{all[at - 1].comma, all[at - 1].comma + 1}, {}});
    append(patches, {{begin, end}, {}});
    return patches;
}

} // namespace

Patches removeInFlow(const Page &page, Node collection, Node entry)
{
    const FlowEntries all(page, collection);
    if (all.size() == 1)
        return {{{all.open() + 1, all.close()}, {}}};
    const size_t at = all.positionOf(entry);
    return all.isAloneOnLine(at) ? removeLines(page, all, at) : removeBeside(page, all, at);
}

namespace {

/// An entry's lines with the comments on and above them, without the last line's end.
Range linesOf(const Page &page, const FlowEntries &all, size_t i)
{
    return {page.lines.begin(all.firstLine(i)), page.lines.end(page.lines.of(all.end(i)))};
}

std::string linesWithComma(const Page &page, const FlowEntries &all, size_t i, bool wantsComma)
{
    const auto lines = linesOf(page, all, i);
    const auto end = all[i].range.end;
    const auto behind = wantsComma == (all[i].comma != Node::none) ? end : all.end(i);
    const std::string comma = behind == end && wantsComma && all[i].comma == Node::none ? "," : "";
    return std::string(page.tree.text({lines.begin, end})) + comma + std::string(page.tree.text({behind, lines.end}));
}

} // namespace

Patches moveInFlow(const Page &page, Node collection, size_t from, size_t to)
{
    const FlowEntries all(page, collection);
    std::vector<size_t> order(all.size());
    std::ranges::iota(order, size_t(0));
    bool haveLines = true;
    for (const size_t i : order)
        haveLines = haveLines && all.isAloneOnLine(i);
    order.erase(order.begin() + static_cast<ptrdiff_t>(from));
    order.insert(order.begin() + static_cast<ptrdiff_t>(to), from);
    const bool endsInComma = all[all.size() - 1].comma != Node::none;
    Patches patches;
    for (size_t i = 0; i < order.size(); ++i) {
        if (order[i] == i)
            continue;
        const bool wantsComma = endsInComma || i + 1 < order.size();
        if (haveLines)
            append(patches, {linesOf(page, all, i), linesWithComma(page, all, order[i], wantsComma)});
        else
            append(patches, {all[i].range, std::string(page.tree.text(all[order[i]].range))});
    }
    return patches;
}

} // namespace slipway::yaml
