#include "yaml/tree.h"

#include "yaml/guard.h"
#include "yaml/repair.h"
#include "yaml/tree_builder.h"

#include <algorithm>
#include <cstring>

namespace slipway::yaml {

namespace {

/// What real workflow files have, rounded down: room is made once.
constexpr size_t bytesALine = 24;
constexpr size_t bytesANode = 12;

/// How often a text with errors is read again: each reading costs the whole text.
int mostReadings(size_t size)
{
    constexpr size_t work = 4 * 1024 * 1024;
    return static_cast<int>(std::clamp<size_t>(work / (size + 1), 2, 32));
}

} // namespace

Tree::Ptr Tree::parse(const QByteArray &source)
{
    const auto tree = std::make_shared<Tree>();
    tree->m_source = source;
    const auto text = tree->text();
    tree->m_markSize = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const auto found = guard(text);
    tree->findLines();
    if (found.isReadable)
        tree->read(found);
    tree->m_problems.insert(tree->m_problems.end(), found.problems.begin(), found.problems.end());
    tree->finish();
    return tree;
}

void Tree::read(const Guard &guard)
{
    const std::string_view whole = guard.harmless.empty() ? text() : std::string_view(guard.harmless);
    m_nodes.reserve(whole.size() / bytesANode + 4);
    auto stop = TreeBuilder(*this, whole, {}).read();
    if (stop.why == Stop::Why::None)
        return;
    m_isRepaired = true;
    Repair repair(whole, m_markSize);
    std::vector<Problem> problems;
    for (int rest = mostReadings(whole.size()); stop.why != Stop::Why::None; --rest) {
        if (!repair.mend(stop, problems) || rest == 0)
            break;
        forget();
        stop = TreeBuilder(*this, repair.text(), repair.addedColons()).read();
    }
    m_problems.insert(m_problems.end(), problems.begin(), problems.end());
}

void Tree::forget()
{
    m_nodes.clear();
    m_roots.clear();
    m_comments.clear();
    m_problems.clear();
    m_made.clear();
}

void Tree::finish()
{
    std::ranges::stable_sort(m_problems, {}, [](const Problem &problem) { return problem.range.begin; });
    nodes = m_nodes.data();
    NodeRows::source = m_source.constData();
    made = m_made.data();
}

void Tree::findLines()
{
    const auto all = text();
    m_lineBegins.reserve(all.size() / bytesALine + 4);
    m_lineBegins.push_back(0);
    for (size_t i = 0; i < all.size();) {
        const auto *found = static_cast<const char *>(std::memchr(all.data() + i, '\n', all.size() - i));
        if (!found)
            break;
        i = static_cast<size_t>(found - all.data()) + 1;
        m_lineBegins.push_back(static_cast<quint32>(i));
    }
}

Node Tree::root() const
{
    return m_roots.empty() ? Node() : Node(this, m_roots.front());
}

std::vector<Node> Tree::documents() const
{
    std::vector<Node> found;
    found.reserve(m_roots.size());
    for (const auto index : m_roots)
        found.push_back(Node(this, index));
    return found;
}

bool Tree::isBroken() const
{
    return std::ranges::any_of(m_problems, &Problem::isError);
}

int Tree::lineCount() const
{
    return static_cast<int>(m_lineBegins.size());
}

quint32 Tree::lineBegin(int line) const
{
    return m_lineBegins[static_cast<size_t>(line)];
}

quint32 Tree::lineEnd(int line) const
{
    const auto all = text();
    const auto next = static_cast<size_t>(line) + 1;
    if (next == m_lineBegins.size())
        return static_cast<quint32>(all.size());
    const auto end = m_lineBegins[next] - 1;
    return end > lineBegin(line) && all[end - 1] == '\r' ? end - 1 : end;
}

int Tree::lineOf(quint32 offset) const
{
    return static_cast<int>(std::ranges::upper_bound(m_lineBegins, offset) - m_lineBegins.begin()) - 1;
}

Place Tree::place(quint32 offset) const
{
    const int line = lineOf(offset);
    auto begin = lineBegin(line);
    if (line == 0)
        begin = std::min(m_markSize, offset);
    const auto before = text({begin, std::min(offset, static_cast<quint32>(m_source.size()))});
    const auto characters = std::ranges::count_if(before, [](char c) { return (c & 0xC0) != 0x80; });
    return {line + 1, static_cast<int>(characters) + 1};
}

Node Tree::nodeAt(quint32 offset) const
{
    const auto holds = [offset](Node node) { return node.range().contains(offset); };
    Node found;
    for (const auto index : m_roots) {
        if (holds(Node(this, index)))
            found = Node(this, index);
    }
    while (found && !found.isAlias()) {
        Node child = found.firstChild();
        while (child && !holds(child))
            child = child.next();
        if (!child)
            break;
        found = child;
    }
    return found;
}

} // namespace slipway::yaml
