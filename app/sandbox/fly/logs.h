#pragma once

#include "sandbox/fly/platform.h"

namespace slipway::sandbox::fly {

struct LogFilter {
    /// Nanoseconds since 1970 of the last line already read; empty gives the last 100 of a day.
    QString token;
    QString instance;
    QString region;
};

/// An app's log lines as `GET /api/v1/apps/{app}/logs` gives them, oldest first: one line a machine each ten seconds,
/// errors as often as what is deployed makes them.
QJsonObject readLogs(const Platform &platform, const App &app, const LogFilter &filter);

} // namespace slipway::sandbox::fly
