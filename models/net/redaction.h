#pragma once

#include "base/secret.h"

#include <QHttpHeaders>
#include <QList>
#include <QUrl>

namespace slipway::net {

/// Takes secrets out of what is about to be kept: the values it knows, wherever they stand, and what looks like one by
/// its place (headers, members and query items that hold credentials) or by its form (tokens, webhook paths).
class Redaction
{
public:
    void add(const base::Secret &secret);

    QByteArray text(QByteArray bytes) const;
    QUrl url(const QUrl &url) const;
    QHttpHeaders headers(const QHttpHeaders &headers) const;
    /// The headers with only those values taken out that are credentials by their header's name.
    static QHttpHeaders withoutCredentials(QHttpHeaders headers);

private:
    QByteArray known(QByteArray bytes) const;

    QList<base::Secret> m_secrets;
};

} // namespace slipway::net
