#include "yaml/splice.h"

#include "yaml/guard.h"

#include <algorithm>
#include <optional>

namespace slipway::yaml {

namespace {

/// Whether a line that begins so ends whatever stands before it, and is a key by itself.
bool beginsKey(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos)
        return false;
    const auto c = static_cast<unsigned char>(text[first]);
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'
        || c == '"' || c == '\'';
}

bool hasDocumentMark(std::string_view text)
{
    for (const std::string_view mark : {"---", "..."}) {
        if (text.starts_with(mark) || text.contains(std::string("\n") + std::string(mark)))
            return true;
    }
    return false;
}

void shift(quint32 &value, qint64 by)
{
    if (value != NodeData::none)
        value = static_cast<quint32>(value + by);
}

} // namespace

Splice::Splice(const Tree &tree, const Patches &patches)
    : m_tree(tree)
    , m_patches(patches)
{ }

Tree::Ptr Splice::run()
{
    if (!isSimple() || !findSegment())
        return {};
    const auto changed = apply(m_tree.m_source, m_patches);
    if (!changed || changed->size() > Tree::largest)
        return {};
    m_delta = changed->size() - m_tree.m_source.size();
    m_newEnd = static_cast<quint32>(m_end + m_delta);
    const auto part = Tree::parse(changed->sliced(m_begin, m_newEnd - m_begin));
    if (!isAlike(*part))
        return {};
    const auto result = std::make_shared<Tree>();
    result->m_source = *changed;
    result->m_markSize = m_tree.m_markSize;
    result->m_roots = m_tree.m_roots;
    result->m_depth = std::max(m_tree.m_depth, part->m_depth + 1);
    joinNodes(*part, *result);
    joinTexts(*part, *result);
    joinComments(*part, *result);
    joinLines(*part, *result);
    result->finish();
    return result;
}

/// Whether the tree is one document without anything that reaches from one place of the text to another.
bool Splice::isSimple() const
{
    const bool isPlain = m_tree.m_problems.empty() && !m_tree.m_isRepaired && !m_tree.m_hasProperties;
    if (!isPlain || m_tree.m_roots.size() != 1 || m_patches.empty())
        return false;
    const Node root = m_tree.root();
    return root.isMapping() && root.style() == Style::Block && !hasDocumentMark(m_tree.text().substr(root.range().end));
}

/// Where a key's line begins; nothing when other things share it.
std::optional<quint32> Splice::lineOf(Node key) const
{
    const auto begin = m_tree.lineBegin(m_tree.lineOf(key.range().begin));
    const auto before = m_tree.text({begin, key.range().begin});
    const bool isAlone = before.find_first_not_of(' ') == std::string_view::npos && key.question() == Node::none;
    return isAlone && beginsKey(m_tree.text().substr(begin)) ? std::optional(begin) : std::nullopt;
}

bool Splice::findSegment()
{
    const Range touched{m_patches.front().range.begin, m_patches.back().range.end};
    Node mapping = m_tree.root();
    auto end = static_cast<quint32>(m_tree.m_source.size());
    for (bool mayEnter = true; mapping;) {
        Node found;
        Range lines;
        for (const auto [key, value] : entries(mapping)) {
            if (value.next() && value.next().range().begin <= touched.begin)
                continue;
            const Node after = value.next();
            const auto begin = lineOf(key);
            const auto past = after ? lineOf(after) : std::optional(end);
            if (begin && past && Range{*begin, *past}.contains(touched)) {
                found = key;
                lines = {*begin, *past};
            }
            break;
        }
        if (!found)
            break;
        m_key = found.index();
        m_begin = lines.begin;
        end = m_end = lines.end;
        const Node value = found.next();
        const bool isJobs = mayEnter && found.text() == "jobs" && value.isMapping() && value.style() == Style::Block;
        mapping = isJobs ? value : Node();
        mayEnter = false;
    }
    return m_end > m_begin;
}

/// Whether the part read alone is one entry with the same key at the same column, as it would be in its place.
bool Splice::isAlike(const Tree &part) const
{
    const Node root = part.root();
    if (!part.m_problems.empty() || part.m_isRepaired || part.m_hasProperties || part.m_roots.size() != 1
        || part.m_depth + 2 > Tree::deepest)
        return false;
    if (!root.isMapping() || root.style() != Style::Block || root.size() != 1)
        return false;
    const Node key = root.firstChild();
    const Node old(&m_tree, m_key);
    const bool isLast = m_end == m_tree.m_source.size();
    return key.range().begin == old.range().begin - m_begin && key.text() == old.text() && key.isScalar()
        && key.question() == Node::none && beginsKey(part.text()) && !hasDocumentMark(part.text())
        && (isLast || part.text().ends_with('\n'));
}

void Splice::joinNodes(const Tree &part, Tree &result)
{
    const auto &old = m_tree.m_nodes;
    const NodeData &oldValue = old[old[m_key].next];
    const bool isLast = oldValue.next == NodeData::none;
    m_oldNext = static_cast<quint32>(old.size());
    for (auto at = old[m_key].next; at != NodeData::none; at = old[at].parent) {
        if (old[at].next != NodeData::none) {
            m_oldNext = old[at].next;
            break;
        }
    }
    const auto count = static_cast<quint32>(part.m_nodes.size()) - 1;
    m_indexDelta = static_cast<qint64>(m_key) + count - m_oldNext;
    auto &nodes = result.m_nodes;
    nodes.reserve(m_key + count + old.size() - m_oldNext);
    nodes.assign(old.begin(), old.begin() + m_key);
    nodes.insert(nodes.end(), part.m_nodes.begin() + 1, part.m_nodes.end());
    nodes.insert(nodes.end(), old.begin() + m_oldNext, old.end());
    for (quint32 i = m_key; i < m_key + count; ++i)
        movePart(nodes[i]);
    const auto newValue = nodes[m_key].next;
    nodes[m_key].previous = old[m_key].previous;
    nodes[newValue].next = isLast ? NodeData::none : m_oldNext + static_cast<quint32>(m_indexDelta);
    for (auto i = m_key + count; i < nodes.size(); ++i)
        moveRest(nodes[i], old[m_key].next, newValue);
    moveAncestors(nodes, newValue);
}

/// From the part's own counting to that of the whole.
void Splice::movePart(NodeData &node) const
{
    const qint64 by = m_begin;
    for (auto *offset : {&node.begin, &node.contentBegin, &node.end, &node.indicator, &node.comma})
        shift(*offset, by);
    if (node.kind == Kind::Scalar && !node.isMade)
        shift(node.value, by);
    const qint64 places = static_cast<qint64>(m_key) - 1;
    shift(node.next, places);
    shift(node.previous, places);
    node.parent = node.parent == 0 ? m_tree.m_nodes[m_key].parent : static_cast<quint32>(node.parent + places);
}

void Splice::moveRest(NodeData &node, quint32 oldValue, quint32 newValue) const
{
    for (auto *offset : {&node.begin, &node.contentBegin, &node.end, &node.indicator, &node.comma})
        shift(*offset, m_delta);
    if (node.kind == Kind::Scalar && !node.isMade)
        shift(node.value, m_delta);
    shift(node.next, m_indexDelta);
    if (node.previous == oldValue)
        node.previous = newValue;
    else if (node.previous != NodeData::none && node.previous >= m_oldNext)
        shift(node.previous, m_indexDelta);
    if (node.parent != NodeData::none && node.parent >= m_oldNext)
        shift(node.parent, m_indexDelta);
}

void Splice::moveAncestors(std::vector<NodeData> &nodes, quint32 child) const
{
    for (auto at = nodes[child].parent; at != NodeData::none; child = at, at = nodes[at].parent) {
        NodeData &node = nodes[at];
        node.end = nodes[child].next == NodeData::none ? nodes[child].end : static_cast<quint32>(node.end + m_delta);
        if (node.next != NodeData::none)
            shift(node.next, m_indexDelta);
    }
}

/// Values that are not the source's own bytes lie in the order of their nodes.
void Splice::joinTexts(const Tree &part, Tree &result) const
{
    const auto &old = m_tree.m_nodes;
    auto begin = static_cast<quint32>(m_tree.m_made.size());
    quint32 size = 0;
    for (auto i = static_cast<quint32>(m_key); i < old.size(); ++i) {
        if (!old[i].isMade)
            continue;
        begin = std::min(begin, old[i].value);
        if (i >= m_oldNext)
            break;
        size += old[i].size;
    }
    const std::string_view made = m_tree.m_made;
    result.m_made.reserve(made.size() - size + part.m_made.size());
    result.m_made.append(made.substr(0, begin));
    result.m_made.append(part.m_made);
    result.m_made.append(made.substr(begin + size));
    const auto delta = static_cast<qint64>(part.m_made.size()) - size;
    const auto partEnd = m_oldNext + m_indexDelta;
    for (auto i = static_cast<size_t>(m_key); i < result.m_nodes.size(); ++i) {
        if (result.m_nodes[i].isMade)
            shift(result.m_nodes[i].value, static_cast<qint64>(i) < partEnd ? begin : delta);
    }
}

void Splice::joinComments(const Tree &part, Tree &result) const
{
    const auto &old = m_tree.m_comments;
    const auto offset = [](const Comment &comment) { return comment.range.begin; };
    const auto first = std::ranges::lower_bound(old, m_begin, {}, offset);
    const auto last = std::ranges::lower_bound(old, m_end, {}, offset);
    const auto add = [&result](Comment comment, qint64 by) {
        shift(comment.range.begin, by);
        shift(comment.range.end, by);
        result.m_comments.push_back(comment);
    };
    result.m_comments.assign(old.begin(), first);
    for (const auto &comment : part.m_comments)
        add(comment, m_begin);
    for (auto it = last; it != old.end(); ++it)
        add(*it, m_delta);
}

void Splice::joinLines(const Tree &part, Tree &result) const
{
    const auto &old = m_tree.m_lineBegins;
    auto &lines = result.m_lineBegins;
    const auto first = std::ranges::upper_bound(old, m_begin);
    const auto last = std::ranges::upper_bound(old, m_end);
    lines.reserve(old.size() + part.m_lineBegins.size());
    lines.assign(old.begin(), first);
    for (size_t i = 1; i < part.m_lineBegins.size(); ++i)
        lines.push_back(part.m_lineBegins[i] + m_begin);
    for (auto it = last; it != old.end(); ++it)
        lines.push_back(static_cast<quint32>(*it + m_delta));
}

Tree::Ptr Tree::edited(const Patches &patches) const
{
    if (auto spliced = Splice(*this, patches).run())
        return spliced;
    const auto changed = apply(m_source, patches);
    return parse(changed ? *changed : m_source);
}

} // namespace slipway::yaml
