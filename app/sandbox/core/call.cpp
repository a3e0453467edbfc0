#include "sandbox/core/call.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

QString Call::queryValue(const QString &name) const
{
    // A form's plus means a space, which QUrlQuery leaves as it is.
    QString value = query.queryItemValue(name, QUrl::FullyEncoded);
    value.replace(u'+', u' ');
    return QUrl::fromPercentEncoding(value.toUtf8());
}

QStringList Call::queryValues(const QString &name) const
{
    QStringList values;
    for (const auto &[key, value] : query.queryItems(QUrl::FullyEncoded)) {
        const QString plain = QUrl::fromPercentEncoding(key.toUtf8());
        if (plain == name || plain == name + "[]"_L1)
            values.append(QUrl::fromPercentEncoding(QString(value).replace(u'+', u' ').toUtf8()));
    }
    return values;
}

qint64 Call::queryNumber(const QString &name, qint64 otherwise) const
{
    bool ok = false;
    const qint64 number = query.queryItemValue(name).toLongLong(&ok);
    return ok ? number : otherwise;
}

QByteArray Call::header(QByteArrayView name) const
{
    return headers.value(QAnyStringView(name)).toByteArray();
}

QJsonObject Call::json() const
{
    return jsonValue().toObject();
}

QJsonValue Call::jsonValue() const
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return QJsonValue(QJsonValue::Undefined);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

QString Call::url() const
{
    return query.isEmpty() ? path : path + u'?' + query.query(QUrl::FullyEncoded);
}

Reply Reply::json(const QJsonObject &object, int status)
{
    return bytes(QJsonDocument(object).toJson(QJsonDocument::Compact), "application/json; charset=utf-8"_ba, status);
}

Reply Reply::json(const QJsonArray &array, int status)
{
    return bytes(QJsonDocument(array).toJson(QJsonDocument::Compact), "application/json; charset=utf-8"_ba, status);
}

Reply Reply::text(const QString &text, int status)
{
    return bytes(text.toUtf8(), "text/plain; charset=utf-8"_ba, status);
}

Reply Reply::bytes(QByteArray body, QByteArray contentType, int status)
{
    return Reply{status, std::move(body), std::move(contentType), {}};
}

Reply Reply::empty(int status)
{
    return Reply{status, {}, {}, {}};
}

Reply Reply::redirect(const QString &location, int status)
{
    return empty(status).with("location", location.toUtf8());
}

Reply &Reply::with(QByteArrayView header, const QByteArray &value) &
{
    headers.replaceOrAppend(QAnyStringView(QLatin1StringView(header)), value);
    return *this;
}

Reply Reply::with(QByteArrayView header, const QByteArray &value) &&
{
    static_cast<Reply &>(*this).with(header, value);
    return std::move(*this);
}

} // namespace slipway::sandbox
