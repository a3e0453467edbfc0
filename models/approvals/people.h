#pragma once

#include "approvals/review.h"
#include "github/approvals.h"
#include "github/workflows_and_runs.h"

namespace slipway::workspace {
struct Workspace;
}

/// Who may decide, and what this person is told before the click. Pure.
namespace slipway::approvals {

/// What is known of the person and of the environments' rules.
struct Standing {
    /// The token's user; empty: not known.
    QString viewer;
    /// Who began the run and who began this attempt.
    QStringList initiators;
    /// Environments, by GitHub's name, that forbid reviewing one's own; absent: not known.
    std::optional<QStringList> barsSelf;
};

Standing standingOf(const github::Run &run, const QString &viewer);
Gate gateOf(const github::PendingDeployment &pending, const workspace::Workspace &workspace, const Standing &standing);
/// Why none of the gates can be decided by the viewer, and whom to ask; empty: one can. `now` for the timer.
QString objectionOf(const QList<Gate> &gates, const Standing &standing, const QDateTime &now);
/// "production", "staging" or "preview" for GitHub's name of an environment; its own name for others.
QString laneEnvironment(const QString &name);

} // namespace slipway::approvals
