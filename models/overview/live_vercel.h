#pragma once

#include "overview/facts.h"

namespace slipway::vercel {
struct Deployment;
struct Project;
} // namespace slipway::vercel

namespace slipway::overview {

/// What a Vercel project serves at its production domains, the newest finished deployment of each branch, the pull
/// requests' previews, and a production build under way with how long such builds usually take.
///
/// `deployments` are newest first. Versions are left empty: they come from tags. Source: Vercel's projects and
/// deployments.
VercelFacts fromVercel(const vercel::Project &project, const QList<vercel::Deployment> &deployments);

/// The known deployments with what a newer list says of them, newest first, at most `most`.
QList<vercel::Deployment> mergeDeployments(const QList<vercel::Deployment> &known,
                                           const QList<vercel::Deployment> &newer, qsizetype most);

} // namespace slipway::overview
