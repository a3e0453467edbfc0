#include "yaml/tree_builder.h"

#include "yaml/problems.h"

#include <yaml-cpp/yaml.h>

#include <spanstream>

namespace slipway::yaml {

namespace {

/// Thrown through yaml-cpp, which has no other way to be told to stop.
struct Halt {
    Stop::Why why = Stop::Why::None;
    quint32 offset = 0;
};

/// yaml-cpp 0.8 counts one line end too few where blank lines end a folded text that keeps them (`>+`). Lines of blanks
/// that are content stay as it reads them.
std::string withKeptLineEnds(std::string_view text, const NodeData &node, const std::string &value)
{
    const auto header = text.substr(node.contentBegin, 3);
    const auto visible = value.find_last_not_of(" \t\n");
    const auto body = value.find_last_not_of('\n') + 1;
    if (!header.substr(0, header.find_first_of(" \t\r\n")).contains('+') || visible == std::string::npos
        || value.find('\n', visible) < body)
        return value;
    const auto next = std::min(text.find_first_not_of(" \t\r\n", node.end), text.size());
    const auto lineEnds = std::ranges::count(text.substr(node.end, next - node.end), '\n');
    return value.substr(0, body) + std::string(static_cast<size_t>(lineEnds), '\n');
}

} // namespace

TreeBuilder::TreeBuilder(Tree &tree, std::string_view text, std::span<const quint32> addedColons)
    : m_tree(tree)
    , m_text(text)
    , m_scanner(text, tree.m_markSize, tree.m_comments)
    , m_addedColons(addedColons)
{ }

Stop TreeBuilder::read()
{
    const auto bytes = m_text.substr(m_tree.m_markSize);
    std::ispanstream stream{std::span<const char>(bytes)};
    Stop stop;
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(*this)) { }
        m_scanner.skipDocumentMarks();
    } catch (const YAML::Exception &error) {
        stop = {Stop::Why::Syntax, offsetOf(error.mark), error.msg, m_scanner.at()};
        const auto open = std::ranges::find(m_frames, true, &Frame::hasBracket);
        if (open != m_frames.end())
            stop.bracket = m_tree.m_nodes[open->node].contentBegin;
    } catch (const Halt &halt) {
        stop = {halt.why, halt.offset, "end of map not found", m_scanner.at()};
    }
    closeAll();
    judgeAnchors();
    if (m_isExpandedTooFar) {
        for (auto &node : m_tree.m_nodes) {
            if (node.kind == Kind::Alias)
                node.value = NodeData::none;
        }
    }
    return stop;
}

quint32 TreeBuilder::offsetOf(const YAML::Mark &mark) const
{
    const auto offset = static_cast<quint32>(std::max(mark.pos, 0)) + m_tree.m_markSize;
    return std::min(offset, static_cast<quint32>(m_text.size()));
}

void TreeBuilder::OnDocumentStart(const YAML::Mark &start)
{
    judgeAnchors();
    m_anchors.clear();
    const auto mark = m_scanner.skipDocumentMarks();
    // yaml-cpp takes what fits no open collection for a document of its own, and may do so without end.
    if (!m_tree.m_roots.empty() && mark.isEmpty())
        throw Halt{Stop::Why::Syntax, offsetOf(start)};
    if (m_tree.m_roots.size() == 1)
        m_tree.m_problems.push_back(problems::severalDocuments(mark));
}

void TreeBuilder::OnDocumentEnd()
{
    m_scanner.skipTrivia();
}

/// Goes past the indicators that stand before the next node, and says where it would be if nothing were written.
NodeData TreeBuilder::approach(quint32 mark)
{
    NodeData node;
    if (!m_frames.empty()) {
        Frame &frame = m_frames.back();
        const auto begin = m_tree.m_nodes[frame.node].contentBegin;
        if (frame.hasBracket && frame.count == 0 && mark == begin) {
            frame.hasBracket = false;
            m_scanner.jump(begin);
        }
        takeIndicators(frame, node);
    } else {
        node.begin = m_scanner.at();
    }
    node.contentBegin = node.begin;
    node.end = node.begin;
    return node;
}

void TreeBuilder::takeIndicators(Frame &frame, NodeData &node)
{
    const bool isValue = frame.isMapping && frame.count % 2 == 1;
    node.isKey = frame.isMapping && !isValue;
    node.begin = isValue ? m_tree.m_nodes[frame.last].end : m_scanner.at();
    m_scanner.skipTrivia();
    if (frame.hasBracket && !isValue && frame.last != NodeData::none && m_scanner.take(',')) {
        m_tree.m_nodes[frame.last].comma = m_scanner.at() - 1;
        node.begin = m_scanner.at();
        m_scanner.skipTrivia();
    }
    bool isTaken = false;
    if (isValue)
        isTaken = frame.isFlow ? m_scanner.take(':') : m_scanner.takeIndicator(':');
    else if (frame.isMapping)
        isTaken = m_scanner.takeIndicator('?');
    else if (!frame.isFlow)
        isTaken = m_scanner.takeIndicator('-');
    if (isTaken)
        node.indicator = m_scanner.at() - 1;
    if (isTaken || node.isKey)
        node.begin = m_scanner.at();
    if (isValue && isTaken && std::ranges::contains(m_addedColons, node.indicator)) {
        NodeData &key = m_tree.m_nodes[frame.last];
        ++key.end;
        key.size = key.end - key.contentBegin;
        key.isMade = false;
        key.value = key.contentBegin;
        node.indicator = NodeData::none;
    }
}

void TreeBuilder::enter(NodeData &node, quint32 mark)
{
    m_scanner.skipTrivia();
    if (m_scanner.at() != mark)
        m_scanner.jump(mark);
    node.begin = m_scanner.at();
}

/// Whether what stands at `offset` is content of the node that comes next, rather than the key or item after it.
bool TreeBuilder::belongsHere(const NodeData &node, quint32 offset) const
{
    if (m_frames.empty() || m_frames.back().isFlow || m_scanner.isOnOneLine(node.end, offset))
        return true;
    const auto parent = m_tree.m_nodes[m_frames.back().node].contentBegin;
    return m_scanner.columnOf(offset) > m_scanner.columnOf(parent);
}

quint32 TreeBuilder::add(NodeData node)
{
    const auto index = static_cast<quint32>(m_tree.m_nodes.size());
    if (m_frames.empty()) {
        m_tree.m_roots.push_back(index);
    } else {
        Frame &frame = m_frames.back();
        node.parent = frame.node;
        node.previous = frame.last;
        if (frame.last != NodeData::none)
            m_tree.m_nodes[frame.last].next = index;
        frame.last = index;
        ++frame.count;
    }
    ++m_weight;
    m_tree.m_nodes.push_back(node);
    return index;
}

TreeBuilder::Anchor &TreeBuilder::anchorAt(YAML::anchor_t id)
{
    if (m_anchors.size() <= id)
        m_anchors.resize(id + 1);
    return m_anchors[id];
}

void TreeBuilder::OnNull(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    auto node = approach(offsetOf(mark));
    if (anchor != YAML::NullAnchor) {
        m_tree.m_hasProperties = true;
        m_scanner.skipTrivia();
        node.begin = m_scanner.at();
        m_scanner.skipProperties({.anchor = true, .tag = false});
        node.contentBegin = node.end = m_scanner.at();
    }
    const bool isValue = !m_frames.empty() && m_frames.back().isMapping && !node.isKey;
    if (!isValue || node.indicator != NodeData::none) {
        m_scanner.skipTrivia();
        const auto size = static_cast<quint32>(m_scanner.nullSizeHere(isFlow()));
        const auto at = m_scanner.at();
        if (size > 0 && belongsHere(node, at)) {
            m_scanner.jump(at + size);
            node.kind = Kind::Scalar;
            node.contentBegin = node.value = at;
            node.begin = anchor == YAML::NullAnchor ? at : node.begin;
            node.end = at + size;
            node.size = size;
        }
    }
    if (isValue)
        judgeKey(m_frames.back(), node);
    const auto index = add(node);
    if (anchor != YAML::NullAnchor)
        anchorAt(anchor) = {index, 1, false, true};
}

void TreeBuilder::OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    auto node = approach(offsetOf(mark));
    enter(node, offsetOf(mark));
    node.contentBegin = node.begin;
    m_scanner.skipAlias();
    node.end = m_scanner.at();
    node.kind = Kind::Alias;
    m_tree.m_hasProperties = true;
    Anchor &target = anchorAt(anchor);
    target.isUsed = true;
    if (target.isComplete) {
        node.value = target.node;
        m_weight += std::min(target.weight, Tree::mostExpanded);
        judgeExpansion({node.begin, node.end});
    } else {
        m_tree.m_problems.push_back(problems::recursiveAlias({node.begin, node.end}));
    }
    add(node);
}

void TreeBuilder::OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                           const std::string &value)
{
    auto node = approach(offsetOf(mark));
    enter(node, offsetOf(mark));
    m_tree.m_hasProperties |= anchor != YAML::NullAnchor || (tag != "?" && tag != "!");
    const bool mayHaveProperties = anchor != YAML::NullAnchor || tag != "?";
    if (mayHaveProperties)
        m_scanner.skipProperties({.anchor = true, .tag = true});
    node.kind = Kind::Scalar;
    node.contentBegin = node.end = m_scanner.at();
    m_scanner.skipTrivia();
    takeScalar(node, value);
    const auto index = add(node);
    if (anchor != YAML::NullAnchor)
        anchorAt(anchor) = {index, 1, false, true};
}

void TreeBuilder::takeScalar(NodeData &node, const std::string &value)
{
    const auto at = m_scanner.at();
    const char first = m_scanner.peek();
    const bool isQuoted = first == '"' || first == '\'';
    const bool isBlock = first == '|' || first == '>';
    if (value.empty() && ((!isQuoted && !isBlock) || !belongsHere(node, at))) {
        node.value = node.contentBegin;
        return;
    }
    node.contentBegin = at;
    if (isQuoted) {
        node.style = first == '"' ? Style::DoubleQuoted : Style::SingleQuoted;
        node.end = m_scanner.takeQuoted();
        if (!m_scanner.wasTerminated() || leavesItsPlace({at, node.end}))
            throw Halt{Stop::Why::Quote, at};
        keepValue(node, at + 1, value);
    } else if (isBlock) {
        node.style = first == '|' ? Style::Literal : Style::Folded;
        node.end = m_scanner.takeBlock(value);
        if (node.style == Style::Folded)
            keepValue(node, NodeData::none, withKeptLineEnds(m_text, node, value));
        else
            keepValue(node, NodeData::none, value);
    } else {
        node.end = m_scanner.takePlain(value);
        keepValue(node, at, value);
    }
}

void TreeBuilder::keepValue(NodeData &node, quint32 at, const std::string &value)
{
    node.size = static_cast<quint32>(value.size());
    node.isMade = at == NodeData::none || at + node.size > node.end || m_text.substr(at, node.size) != value;
    node.value = at;
    if (node.isMade) {
        node.value = static_cast<quint32>(m_tree.m_made.size());
        m_tree.m_made += value;
        if (at != NodeData::none && !value.empty() && value.front() == m_text[at])
            m_tree.m_made[node.value] = m_tree.text()[at];
    }
}

void TreeBuilder::OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style)
{
    open(mark, tag, anchor, style, Kind::Sequence);
}

void TreeBuilder::OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style)
{
    open(mark, tag, anchor, style, Kind::Mapping);
}

void TreeBuilder::open(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style, Kind kind)
{
    if (m_frames.size() >= static_cast<size_t>(Tree::deepest))
        throw Halt{Stop::Why::Depth, offsetOf(mark)};
    auto node = approach(offsetOf(mark));
    enter(node, offsetOf(mark));
    m_scanner.skipProperties({.anchor = anchor != YAML::NullAnchor, .tag = tag != "?"});
    m_scanner.skipTrivia();
    node.kind = kind;
    node.contentBegin = node.end = m_scanner.at();
    const bool isMapping = kind == Kind::Mapping;
    Frame frame;
    frame.isMapping = isMapping;
    frame.isFlow = style == YAML::EmitterStyle::Flow || isFlow();
    frame.hasBracket = frame.isFlow && m_scanner.peek() == (isMapping ? '{' : '[');
    frame.anchor = anchor;
    frame.weightBefore = m_weight;
    node.style = frame.isFlow ? Style::Flow : Style::Block;
    frame.node = add(node);
    if (frame.hasBracket)
        m_scanner.jump(m_scanner.at() + 1);
    if (anchor != YAML::NullAnchor)
        anchorAt(anchor).node = frame.node;
    m_frames.push_back(frame);
    m_tree.m_depth = std::max(m_tree.m_depth, static_cast<int>(m_frames.size()));
    m_tree.m_hasProperties |= anchor != YAML::NullAnchor || tag != "?";
}

void TreeBuilder::OnSequenceEnd()
{
    close();
}

void TreeBuilder::OnMapEnd()
{
    close();
}

void TreeBuilder::close()
{
    const Frame frame = m_frames.back();
    m_frames.pop_back();
    NodeData &node = m_tree.m_nodes[frame.node];
    node.size = frame.count;
    if (frame.last != NodeData::none)
        node.end = std::max(node.end, m_tree.m_nodes[frame.last].end);
    if (frame.hasBracket) {
        m_scanner.skipTrivia();
        if (frame.last != NodeData::none && m_scanner.take(','))
            m_tree.m_nodes[frame.last].comma = m_scanner.at() - 1;
        m_scanner.skipTrivia();
        if (m_scanner.take(frame.isMapping ? '}' : ']'))
            node.end = m_scanner.at();
    }
    if (frame.isMapping)
        judgeKeys(frame);
    if (frame.anchor != YAML::NullAnchor) {
        Anchor &anchor = anchorAt(frame.anchor);
        anchor.weight = m_weight - frame.weightBefore;
        anchor.isComplete = true;
    }
}

void TreeBuilder::closeAll()
{
    while (!m_frames.empty())
        close();
}

} // namespace slipway::yaml
