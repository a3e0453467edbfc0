#pragma once

#include "github/repository.h"
#include "net/json_call.h"

namespace slipway::github {

/// "/repos/loop-health/platform", percent-encoded.
inline QString pathOf(const RepositoryName &name)
{
    return QStringLiteral("/repos/") + net::encoded(name.owner) + u'/' + net::encoded(name.name);
}

/// "/repos/loop-health/platform/actions/runs/9001".
inline QString pathOfRun(const RepositoryName &name, qint64 id)
{
    return pathOf(name) + QStringLiteral("/actions/runs/") + QString::number(id);
}

/// A file's path, or a reference after `/git/ref/` and `/git/refs/`: its slashes stay. Anywhere else names go encoded
/// whole.
inline QString encodedPath(const QString &path)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

/// The most that GitHub gives on a page.
inline net::Parameters fullPages()
{
    return {{QStringLiteral("per_page"), QStringLiteral("100")}};
}

} // namespace slipway::github
