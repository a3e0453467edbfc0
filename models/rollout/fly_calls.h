#pragma once

#include "operations/plan.h"
#include "rollout/fly_facts.h"

/// The calls that steps make, in Fly.io's words.
namespace slipway::rollout {

operations::ApiCall releaseCall(const FlyFacts &facts, const QString &strategy);
operations::ApiCall closeCall(const QString &status);
operations::ApiCall createCall(const FlyFacts &facts, const QList<std::pair<QString, QString>> &more);
operations::ApiCall updateCall(const FlyFacts &facts, const QString &machine, bool skipLaunch);
/// `verb`: "/lease?ttl=13", "/cordon", …
operations::ApiCall machineCall(const FlyFacts &facts, const QString &method, const QString &machine,
                                const QString &verb);

} // namespace slipway::rollout
