#pragma once

#include "sandbox/core/call.h"
#include "sandbox/vercel/project.h"

namespace slipway::sandbox::vercel {

/// Which deployments a list is asked for; as the query of GET /v7/deployments says.
struct DeploymentFilter {
    QStringList projects;
    QString target;
    QStringList states;
    QString branch;
    QString sha;
    QString app;
    bool rollbackCandidates = false;
    qint64 since = 0;
    qint64 until = 0;
    qint64 limit = 20;

    bool fits(const Project &project, const Deployment &deployment, qint64 now) const;
};

DeploymentFilter readFilter(const Call &call);

/// One page, newest first, with its pagination.
QJsonObject deploymentPage(const std::vector<Project> &projects, const DeploymentFilter &filter, qint64 now);

} // namespace slipway::sandbox::vercel
