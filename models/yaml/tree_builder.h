#pragma once

#include "yaml/repair.h"
#include "yaml/scanner.h"
#include "yaml/tree.h"

#include <yaml-cpp/eventhandler.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::yaml {

/// Makes a tree's nodes from yaml-cpp's events and a scanner that keeps step with them. `text` is what yaml-cpp reads:
/// as long as the tree's source, and the same but for bytes that were made harmless.
class TreeBuilder : private YAML::EventHandler
{
public:
    TreeBuilder(Tree &tree, std::string_view text, std::span<const quint32> addedColons);

    /// Appends to the tree's nodes, comments and problems.
    Stop read();

private:
    struct Frame {
        quint32 node = 0;
        quint32 last = NodeData::none;
        quint32 count = 0;
        bool isMapping = false;
        bool isFlow = false;
        bool hasBracket = false;
        YAML::anchor_t anchor = YAML::NullAnchor;
        quint64 weightBefore = 0;
    };
    struct Anchor {
        quint32 node = NodeData::none;
        quint64 weight = 0;
        bool isUsed = false;
        bool isComplete = false;
    };

    void OnDocumentStart(const YAML::Mark &mark) override;
    void OnDocumentEnd() override;
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override;
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override;
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;

    quint32 offsetOf(const YAML::Mark &mark) const;
    NodeData approach(quint32 mark);
    void takeIndicators(Frame &frame, NodeData &node);
    void enter(NodeData &node, quint32 mark);
    bool belongsHere(const NodeData &node, quint32 offset) const;
    bool isFlow() const { return !m_frames.empty() && m_frames.back().isFlow; }
    quint32 add(NodeData node);
    void open(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style,
              Kind kind);
    void close();
    void takeScalar(NodeData &node, const std::string &value);
    void keepValue(NodeData &node, quint32 at, const std::string &value);
    Anchor &anchorAt(YAML::anchor_t id);
    void closeAll();
    void judgeAnchors();
    void judgeKey(const Frame &frame, const NodeData &value);
    void judgeKeys(const Frame &frame);
    void judgeExpansion(Range alias);
    std::string_view textOf(const NodeData &node) const;
    bool leavesItsPlace(Range quoted) const;

    Tree &m_tree;
    std::string_view m_text;
    Scanner m_scanner;
    std::vector<Frame> m_frames;
    std::vector<Anchor> m_anchors;
    /// Nodes so far, those behind aliases counted as often as they are used.
    quint64 m_weight = 0;
    bool m_isExpandedTooFar = false;
    std::span<const quint32> m_addedColons;
    std::vector<std::pair<std::string_view, quint32>> m_keys;
};

} // namespace slipway::yaml
