#pragma once

#include "sandbox/fly/platform.h"

namespace slipway::sandbox::fly {

/// Which Fly app a workflow's jobs roll out to.
struct WorkflowTarget {
    /// File name, as in "patient-graph-ci-cd.yml".
    QString workflow;
    /// By environment: "production", "staging".
    QHash<QString, QString> apps;
};

/// From now on a job of the workflow that ends well in an environment puts its commit on the app's machines, one after
/// another, with a release record around it, as flyctl does.
void deployFromWorkflows(const std::shared_ptr<Platform> &platform, const WorkflowTarget &target);

/// Rolls a commit out at once. `platform` may die meanwhile.
void rollOut(const std::shared_ptr<Platform> &platform, const QString &app, const QString &commit, const QString &user);

} // namespace slipway::sandbox::fly
