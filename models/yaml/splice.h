#pragma once

#include "yaml/patch.h"
#include "yaml/tree.h"

#include <optional>
#include <vector>

namespace slipway::yaml {

/// Makes the tree of a changed text from the tree before: one entry of the top level, or of `jobs`, is read alone as a
/// text of its own and put between what stays. That is the same as reading all when the entry's lines begin with its
/// key and end before another one, when the entry is complete by itself, and when nothing in the text refers to
/// elsewhere.
class Splice
{
public:
    Splice(const Tree &tree, const Patches &patches);

    /// Null where it is not provably the same.
    Tree::Ptr run();

private:
    bool isSimple() const;
    bool findSegment();
    std::optional<quint32> lineOf(Node key) const;
    bool isAlike(const Tree &part) const;
    void joinNodes(const Tree &part, Tree &result);
    void movePart(NodeData &node) const;
    void moveRest(NodeData &node, quint32 oldValue, quint32 newValue) const;
    void moveAncestors(std::vector<NodeData> &nodes, quint32 child) const;
    void joinTexts(const Tree &part, Tree &result) const;
    void joinComments(const Tree &part, Tree &result) const;
    void joinLines(const Tree &part, Tree &result) const;

    const Tree &m_tree;
    const Patches &m_patches;
    /// The entry's key, and the node that follows the entry; both in the tree before.
    quint32 m_key = 0;
    quint32 m_oldNext = 0;
    /// The entry's bytes before, and where they end afterwards.
    quint32 m_begin = 0;
    quint32 m_end = 0;
    quint32 m_newEnd = 0;
    qint64 m_delta = 0;
    qint64 m_indexDelta = 0;
};

} // namespace slipway::yaml
