#pragma once

#include "approvals/evidence.h"

/// What an approval sets going, as far as the past tells. Pure.
namespace slipway::approvals {

/// The jobs that follow, in order, with how long each took in the last run that went well.
QList<Expectation> expectationsOf(const Evidence &evidence, const QString &becomes);
/// The number that the next release gets; empty where the provider gives one only afterwards.
QString nextVersion(const std::optional<releases::Release> &live);
/// What the strategy does when the new version fails. Sources: delivery-semantics A6 for Fly.io, B for Vercel.
QString failureWordsOf(const Evidence &evidence, const QString &becomes);
/// Sentry's short ids of the workspace's projects that a text names.
QStringList fixesIn(const workspace::Workspace &workspace, const QStringList &texts);

} // namespace slipway::approvals
