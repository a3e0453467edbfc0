#pragma once

#include "net/json_call.h"

/// Where things are at Fly.io, percent-encoded.
namespace slipway::fly {

inline QString pathOfApp(const QString &app)
{
    return QStringLiteral("/v1/apps/") + net::encoded(app);
}

inline QString pathOfMachine(const QString &app, const QString &machine)
{
    return pathOfApp(app) + QStringLiteral("/machines/") + net::encoded(machine);
}

} // namespace slipway::fly
