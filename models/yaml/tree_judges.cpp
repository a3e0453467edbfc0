#include "yaml/problems.h"
#include "yaml/tree_builder.h"

#include <algorithm>

namespace slipway::yaml {

std::string_view TreeBuilder::textOf(const NodeData &node) const
{
    const std::string_view bytes = node.isMade ? std::string_view(m_tree.m_made) : m_tree.text();
    return bytes.substr(node.value, node.size);
}

/// Whether a quoted text goes on in a line that stands no further in than the collection it is in: YAML 1.2 forbids it
/// (section 7.3), yaml-cpp does not mind. Its closing quote is missing, and it has swallowed what follows.
bool TreeBuilder::leavesItsPlace(Range quoted) const
{
    const auto text = m_text.substr(quoted.begin, quoted.size());
    if (m_frames.empty() || m_frames.back().isFlow || !text.contains('\n'))
        return false;
    const auto column = m_scanner.columnOf(m_tree.m_nodes[m_frames.back().node].contentBegin);
    for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        const auto first = text.find_first_not_of(" \t\r", at + 1);
        if (first != std::string_view::npos && text[first] != '\n' && first - at - 1 <= column)
            return true;
    }
    return false;
}

/// A key without a colon, in a block mapping, where yaml-cpp sees an entry without a value.
void TreeBuilder::judgeKey(const Frame &frame, const NodeData &value)
{
    const NodeData &key = m_tree.m_nodes[frame.last];
    const bool isAdded = !m_addedColons.empty() && std::ranges::contains(m_addedColons, key.end - 1);
    const bool isBare = !frame.isFlow && value.indicator == NodeData::none && key.indicator == NodeData::none;
    if (isBare && !isAdded)
        m_tree.m_problems.push_back(problems::bareWord({key.begin, key.end}));
}

/// Merge keys, and keys that stand twice in one mapping.
void TreeBuilder::judgeKeys(const Frame &frame)
{
    m_keys.clear();
    const auto &nodes = m_tree.m_nodes;
    for (auto at = frame.count == 0 ? NodeData::none : frame.node + 1; at != NodeData::none;) {
        const NodeData &key = nodes[at];
        if (key.kind == Kind::Scalar) {
            m_keys.emplace_back(textOf(key), at);
            if (m_keys.back().first == "<<" && key.style == Style::Plain)
                m_tree.m_problems.push_back(problems::mergeKey({key.begin, key.end}));
        }
        at = key.next == NodeData::none ? NodeData::none : nodes[key.next].next;
    }
    std::ranges::sort(m_keys);
    for (size_t i = 1, first = 0; i < m_keys.size(); ++i) {
        if (m_keys[i].first != m_keys[first].first) {
            first = i;
            continue;
        }
        const NodeData &key = nodes[m_keys[i].second];
        const int line = m_tree.lineOf(nodes[m_keys[first].second].contentBegin) + 1;
        m_tree.m_problems.push_back(problems::duplicateKey({key.begin, key.end}, m_keys[i].first, line));
    }
}

void TreeBuilder::judgeExpansion(Range alias)
{
    if (m_isExpandedTooFar || m_weight <= Tree::mostExpanded)
        return;
    m_isExpandedTooFar = true;
    m_tree.m_problems.push_back(problems::expansion(alias));
}

void TreeBuilder::judgeAnchors()
{
    for (const auto &anchor : m_anchors) {
        if (anchor.isUsed || anchor.node == NodeData::none)
            continue;
        const NodeData &node = m_tree.m_nodes[anchor.node];
        const auto text = m_tree.text();
        const auto name = propertiesOf(text.substr(node.begin, node.contentBegin - node.begin)).anchor;
        const auto begin = static_cast<quint32>(name.data() - text.data());
        m_tree.m_problems.push_back(
            problems::unusedAnchor({begin - 1, begin + static_cast<quint32>(name.size())}, name));
    }
    m_anchors.clear();
}

} // namespace slipway::yaml
