#pragma once

#include <QString>

/// What the scenario `large` holds, so that its GitHub, Fly.io, Vercel and Sentry halves agree.
/// Apps 0..99 run on Fly.io, 100..199 on Vercel; all are built in one repository, big-fleet/platform.
namespace slipway::sandbox::large {

constexpr int Applications = 200;
constexpr int FlyApplications = 100;
constexpr int Runs = 10'000;
constexpr int Deployments = 100'000;
constexpr int Workflows = 20;

/// "svc-007" for Fly.io, "web-107" for Vercel: the app, the Fly app or Vercel project, the Sentry project.
QString applicationName(int index);
/// The commit that an app has live in "production" or "staging"; full sha, the same for all providers.
QString liveCommit(int index, const QString &environment);
/// The owner's name with every provider.
QString organization();

} // namespace slipway::sandbox::large
