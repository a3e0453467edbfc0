#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QUrl>

#include <optional>

namespace slipway::net {

/// One entry of a Link header.
struct Link {
    QUrl url;
    /// rel, results, cursor, …: names in lower case, values without their quotes.
    QHash<QByteArray, QByteArray> parameters;
};

/// The entries in the order given; what cannot be read is left out. Relative URLs are resolved against `base`.
/// Source: RFC 8288.
QList<Link> parseLinks(QByteArrayView header, const QUrl &base);

/// The first entry of that relation.
std::optional<Link> findLink(QByteArrayView header, const QUrl &base, QByteArrayView relation);

} // namespace slipway::net
