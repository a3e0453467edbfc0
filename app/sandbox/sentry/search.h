#pragma once

#include <QMultiMap>
#include <QString>
#include <QStringList>

namespace slipway::sandbox::sentry {

/// A query in Sentry's search language: `key:value` pairs, values quoted or not, and free words.
struct Search {
    QMultiMap<QString, QString> terms;
    QStringList words;

    /// The value of `key`; empty when it is not asked for.
    QString value(const QString &key) const { return terms.value(key); }
};

Search parseSearch(const QString &text);

/// "24h", "14d", "30m", "90s" or a bare number of seconds, in ms; 0 when it is none of these.
qint64 parsePeriod(const QString &text);

} // namespace slipway::sandbox::sentry
