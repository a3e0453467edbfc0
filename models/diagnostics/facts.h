#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace slipway::workflow {
class Repository;
}

namespace slipway::diagnostics {

/// What the caller knows beside the document. Absent means unknown, and then the rules that need it stay silent.
struct Facts {
    /// Names of the repository's, its environments' and its organisation's secrets and variables.
    std::optional<QSet<QString>> secrets;
    std::optional<QSet<QString>> variables;
    std::optional<QSet<QString>> environments;
    /// Labels of the team's own runners, beside GitHub's.
    QStringList runnerLabels;
    /// Names of the checks that branch protection demands.
    QStringList requiredChecks;
    /// Programs by apps: a job that runs one of them deploys, beside those that Slipway knows.
    QStringList deployCommands;
    /// The repository's other files: local actions and reusable workflows.
    std::shared_ptr<const workflow::Repository> repository;
};

} // namespace slipway::diagnostics
