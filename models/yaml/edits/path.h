#pragma once

#include "base/result.h"
#include "yaml/edits/value.h"
#include "yaml/tree.h"

#include <variant>

namespace slipway::yaml {

/// A key, or an index from 0.
using PathPart = std::variant<std::string, int>;
/// From the root; walks through aliases by meaning.
using Path = std::vector<PathPart>;

/// For people, as in `jobs.build.steps[2]`.
QString written(const Path &path);

/// A place in a collection that holds a value.
struct Slot {
    /// As written: an alias is not followed.
    Node value;
    /// Invalid in a list.
    Node key;
    /// Where it stands: never an alias.
    Node parent() const { return value.parent(); }
    /// What stands for the entry among its parent's children.
    Node entry() const { return key ? key : value; }
};

/// Error: invalidInput when nothing stands there, with the part that is missing.
base::Result<Slot> findSlot(const Tree &tree, const Path &path);
/// The collection at `path`, aliases followed. Nothing written counts as an empty one. Error: as above.
base::Result<Node> findNode(const Tree &tree, const Path &path);
/// The child that `part` names; invalid when there is none. Of equal keys the last one counts, as for most readers.
Node childOf(Node collection, const PathPart &part);
Path parentOf(const Path &path);

base::Error refusal(const QString &message, const QString &advice = {});

} // namespace slipway::yaml
