#include "sandbox/core/recorder.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

QJsonValue readable(const QByteArray &body)
{
    if (body.isEmpty())
        return QJsonValue::Null;
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return QString::fromUtf8(body);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace

base::Done Recorder::open(const QString &path)
{
    m_file.setFileName(path);
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return {};
    return std::unexpected(base::makeError(base::Error::Kind::Internal,
                                           u"The record %1 cannot be written: %2."_s.arg(path, m_file.errorString()),
                                           u"Give another file with --record."_s));
}

void Recorder::record(const QString &provider, const Call &call, const Reply &reply)
{
    if (!m_file.isOpen())
        return;
    m_file.write(QJsonDocument(exchange(provider, call, reply)).toJson(QJsonDocument::Compact) + '\n');
    m_file.flush();
}

QJsonObject exchange(const QString &provider, const Call &call, const Reply &reply)
{
    QJsonObject line{{u"provider"_s, provider},
                     {u"method"_s, QString::fromLatin1(call.method)},
                     {u"url"_s, call.url()},
                     {u"status"_s, reply.status},
                     {u"requestBody"_s, readable(call.body)},
                     {u"responseBody"_s, readable(reply.body)}};
    if (const QByteArray type = call.header("content-type"); !call.body.isEmpty() && !type.isEmpty())
        line.insert(u"requestContentType"_s, QString::fromLatin1(type));
    if (!reply.contentType.isEmpty())
        line.insert(u"responseContentType"_s, QString::fromLatin1(reply.contentType));
    return line;
}

} // namespace slipway::sandbox
