#pragma once

#include "github/repository.h"

#include <optional>

namespace slipway::pipelines {

/// An action in a repository of GitHub's: "actions/setup-node@v4", "github/codeql-action/init@v3".
struct ActionReference {
    github::RepositoryName repository;
    /// Its folder; empty for the root.
    QString folder;
    /// A tag, a branch or a commit.
    QString ref;

    /// Nothing for a local action, an image, an expression and what is no `uses` at all.
    static std::optional<ActionReference> fromText(const QString &uses);
    /// Whether `ref` is a whole SHA, behind which nothing ever changes.
    bool isCommit() const;
    /// One spelling for all that mean the same: GitHub does not tell owner and name by their letters' case.
    QString key() const;
    bool operator==(const ActionReference &) const = default;
};

} // namespace slipway::pipelines
