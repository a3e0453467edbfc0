#pragma once

#include "base/json.h"

#include <optional>

/// git's objects as GitHub's git data API speaks of them. Source: GitHub REST 2022-11-28, git/blobs, git/trees,
/// git/commits.
namespace slipway::github {

/// One entry of a tree.
struct TreeItem {
    /// From the tree's root; with slashes in a recursive list.
    QString path;
    /// "100644" file, "100755" program, "040000" folder, "120000" link, "160000" submodule.
    QString mode;
    /// "blob", "tree" or "commit".
    QString type;
    QString sha;
    bool operator==(const TreeItem &) const = default;
};

/// One file that a new tree has otherwise than the tree it is based on.
struct TreeChange {
    /// From the repository's root, with slashes.
    QString path;
    /// As TreeItem::mode. A deletion names the mode the file had, or any.
    QString mode = QStringLiteral("100644");
    /// The blob's; nothing deletes the file.
    std::optional<QString> sha;
    bool operator==(const TreeChange &) const = default;
};

/// A commit as git has it.
struct CommitObject {
    QString sha;
    QString tree;
    QStringList parents;
    QString message;
    bool operator==(const CommitObject &) const = default;
};

/// Author and committer are the token's user, the time is GitHub's. Such a commit is not signed unless GitHub signs it,
/// so a branch that asks for signatures may refuse it.
struct NewCommit {
    QString message;
    QString tree;
    QStringList parents;
};

TreeItem readTreeItem(const base::json::Object &object);
CommitObject readCommitObject(const base::json::Object &object);

} // namespace slipway::github
