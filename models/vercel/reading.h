#pragma once

#include "base/json.h"

#include <QUrl>

namespace slipway::vercel {

/// Vercel writes its hosts without a scheme.
inline QUrl hostUrl(const QString &host)
{
    if (host.isEmpty() || host.contains(QStringLiteral("://")))
        return QUrl(host);
    return QUrl(QStringLiteral("https://") + host);
}

/// Where a member is either one text or a list of them.
inline QStringList textOrTexts(const base::json::Object &object, QLatin1StringView key)
{
    if (object.raw(key).isString())
        return {object.text(key)};
    return object.maybeTexts(key);
}

} // namespace slipway::vercel
