#pragma once

#include "workspace/problem.h"

#include <QByteArrayView>

#include <memory>
#include <utility>
#include <vector>

/// The structure of a YAML text with the place of every part.
namespace slipway::workspace::yaml {

struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
    enum class Kind { Null, Scalar, Sequence, Mapping };
    Kind kind = Kind::Null;
    /// From 1; the column counts characters.
    int line = 0;
    int column = 0;
    /// Of a scalar.
    QString text;
    bool isQuoted = false;
    /// Of a mapping, in the file's order, keys said twice included.
    std::vector<std::pair<NodePtr, NodePtr>> members;
    /// Of a sequence.
    std::vector<NodePtr> items;

    /// The value of the first member of that name; null when there is none.
    NodePtr member(const QString &key) const;
};

/// What came of reading: the root, or the one problem that made reading impossible.
struct Tree {
    NodePtr root;
    Problems problems;
};

/// How deep structures may be nested.
constexpr int deepest = 64;

/// Reads exactly one document of UTF-8. An aliased node stands in the tree once and is shared.
Tree read(QByteArrayView text);

} // namespace slipway::workspace::yaml
