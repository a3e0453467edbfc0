#pragma once

#include "rollout/planner.h"
#include "rollout/vercel_pin.h"
#include "vercel/client.h"
#include "workspace/workspace.h"

/// What Vercel is asked for a draft.
namespace slipway::rollout {

struct VercelFacts {
    workspace::App app;
    workspace::Place place;
    vercel::Project project;
    Assignment assignment = Assignment::Automatic;
    /// What serves production, as far as there is one.
    std::optional<vercel::Deployment> serving;
    /// Newest first: production builds that are ready, and previews that are.
    QList<vercel::Deployment> productions;
    QList<vercel::Deployment> previews;
    /// With their dates; empty where the token may not see them.
    QList<vercel::VariableName> variables;
    /// By commit: "3.12.1".
    QMap<QString, QString> versions;
};

/// With the deployment that the wish names, however old it is. Errors: as draftVercel.
QCoro::Task<base::Result<VercelFacts>> askVercel(Planner::Setup setup, Wish wish, std::stop_token stop);

/// The deployment among `facts`, by its id or a release's; null for another.
const vercel::Deployment *findDeployment(const VercelFacts &facts, const QString &release);
/// Builds that served production before and could again, the one that serves left out: those before it, newest first,
/// then those after it.
QList<vercel::Deployment> rollbackTargets(const VercelFacts &facts);
/// "3.12.1", else the commit's first seven digits, else the deployment's id.
QString nameOf(const VercelFacts &facts, const vercel::Deployment &deployment);

} // namespace slipway::rollout
