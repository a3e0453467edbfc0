#pragma once

#include "github/repository.h"
#include "net/json_call.h"

namespace slipway::github {

/// "/repos/loop-health/platform", percent-encoded.
inline QString pathOf(const RepositoryName &name)
{
    return QStringLiteral("/repos/") + net::encoded(name.owner) + u'/' + net::encoded(name.name);
}

/// A reference or file path within a URL's path: its slashes stay.
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
