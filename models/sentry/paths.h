#pragma once

#include "net/json_call.h"

#include <QDateTime>

#include <optional>

/// What the paths and times of Sentry's calls have in common.
namespace slipway::sentry {

inline QString pathOf(const QString &organization)
{
    return QStringLiteral("/api/0/organizations/") + net::encoded(organization);
}

/// Without the slash at its end.
inline QString pathOfRelease(const QString &organization, const QString &version)
{
    return pathOf(organization) + QStringLiteral("/releases/") + net::encoded(version);
}

/// Empty for an absent time.
inline QString isoTime(const std::optional<QDateTime> &time)
{
    return time ? time->toUTC().toString(Qt::ISODate) : QString();
}

} // namespace slipway::sentry
