#pragma once

#include "base/result.h"
#include "sandbox/core/service.h"

#include <QDateTime>
#include <QStringList>

#include <vector>

namespace slipway::sandbox {

/// A story that the sandbox tells: who and what exists when it begins.
struct Scenario {
    QString name;
    /// When its clock starts, UTC.
    QDateTime start;
};

/// "loop-health" and "large".
QStringList scenarioNames();
/// Error: invalidInput for an unknown name, with the known ones.
base::Result<Scenario> scenario(const QString &name);
/// The scenario's slipway.yaml.
QByteArray scenarioWorkspace(const Scenario &scenario);

/// The services of GitHub as `scenario` begins: {github, api} and {github, web}.
std::vector<Offer> githubServices(Simulation &simulation, const Scenario &scenario);
/// Those of Fly.io {fly, machines|api|metrics}, Vercel {vercel, api}, Sentry {sentry, api} and Slack {slack, hooks}.
std::vector<Offer> otherServices(Simulation &simulation, const Scenario &scenario);

} // namespace slipway::sandbox
