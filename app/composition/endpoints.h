#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "workspace/provider.h"

#include <QMap>
#include <QUrl>

namespace slipway::composition {

/// Where the providers are. Without a slash at the end.
struct Endpoints {
    QUrl githubApi;
    QUrl flyMachines;
    QUrl flyApi;
    /// Such that `/prometheus/{org}/api/v1/…` below it is the metrics API.
    QUrl flyMetrics;
    QUrl vercelApi;
    QUrl sentryApi;

    /// The real ones.
    static Endpoints production();
    bool operator==(const Endpoints &) const = default;
};

/// What a sandbox tells on the line that says it is ready.
struct SandboxInfo {
    Endpoints endpoints;
    /// Those that may do everything.
    QMap<workspace::Provider, base::Secret> tokens;
    QUrl control;
    /// The story's time when the line was written, UTC, and how fast it runs.
    QDateTime now;
    double speed = 1.0;
    QString scenario;
};

/// Error: protocol, with the JSON path of what is missing.
base::Result<SandboxInfo> readReadyLine(const QByteArray &line);

} // namespace slipway::composition
