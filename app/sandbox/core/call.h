#pragma once

#include <QByteArray>
#include <QHash>
#include <QHttpHeaders>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QUrlQuery>

namespace slipway::sandbox {

/// What the token of a call is good for.
enum class Access {
    Anonymous,      ///< no token was sent
    Unknown,        ///< a token that nobody issued, or one that has expired
    Full,
    ReadOnly,
    MissingScopes,  ///< a valid token to which the provider shows next to nothing
};

/// One request as a provider sees it.
struct Call {
    /// "GET", in capitals.
    QByteArray method;
    /// The path as sent, still percent-encoded.
    QString path;
    /// The path's parts, decoded one by one: an encoded slash stays inside its part.
    QStringList segments;
    /// What the route's pattern captured, decoded.
    QHash<QString, QString> parameters;
    QUrlQuery query;
    QHttpHeaders headers;
    QByteArray body;
    Access access = Access::Anonymous;
    /// "http://127.0.0.1:PORT": what links in answers begin with.
    QString origin;
    /// The provider's name for this exchange; unique in a run and the same for the same seed and order.
    QString requestId;

    /// The captured part `name`; empty when the pattern has none.
    QString parameter(const QString &name) const { return parameters.value(name); }
    qint64 number(const QString &name) const { return parameters.value(name).toLongLong(); }
    /// The first value of the query's `name`, decoded; empty when absent.
    QString queryValue(const QString &name) const;
    /// Every value of the query's `name`, also of `name[]`.
    QStringList queryValues(const QString &name) const;
    qint64 queryNumber(const QString &name, qint64 otherwise) const;
    bool hasQuery(const QString &name) const { return query.hasQueryItem(name); }
    QByteArray header(QByteArrayView name) const;
    /// The body as a JSON object; empty when it is none.
    QJsonObject json() const;
    /// The body as a JSON value of any kind; undefined when it is not JSON.
    QJsonValue jsonValue() const;
    /// Path and query as sent.
    QString url() const;
};

/// What a provider answers.
struct Reply {
    int status = 200;
    QByteArray body;
    /// Empty for an answer without a body.
    QByteArray contentType;
    QHttpHeaders headers;

    static Reply json(const QJsonObject &object, int status = 200);
    static Reply json(const QJsonArray &array, int status = 200);
    static Reply text(const QString &text, int status = 200);
    static Reply bytes(QByteArray body, QByteArray contentType, int status = 200);
    static Reply empty(int status = 204);
    /// 302 to `location`.
    static Reply redirect(const QString &location, int status = 302);

    Reply &with(QByteArrayView header, const QByteArray &value) &;
    Reply with(QByteArrayView header, const QByteArray &value) &&;
};

} // namespace slipway::sandbox
