#include "sandbox/core/bend.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace slipway::sandbox {

namespace {

QJsonValue otherType(const QJsonValue &value)
{
    return value.isString() ? QJsonValue(QJsonArray{value}) : QJsonValue(u"of another type"_s);
}

QJsonValue bent(const QJsonValue &value, const QString &field, int &count)
{
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue &element : value.toArray())
            list.append(bent(element, field, count));
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const bool isIt = member.key() == field;
        count += isIt ? 1 : 0;
        member.value() = isIt ? otherType(member.value()) : bent(member.value(), field, count);
    }
    return object;
}

} // namespace

Reply withWrongTypes(Reply reply, const QString &field)
{
    int count = 0;
    const auto document = QJsonDocument::fromJson(reply.body);
    const QJsonValue root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const QJsonValue result = bent(root, field, count);
    if (count == 0)
        reply.body = "\"of another type\""_ba;
    else
        reply.body = (result.isArray() ? QJsonDocument(result.toArray()) : QJsonDocument(result.toObject())).toJson();
    return reply;
}

QByteArray onTheWire(const Reply &reply)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " Status\r\n";
    if (!reply.contentType.isEmpty())
        bytes += "content-type: " + reply.contentType + "\r\n";
    for (const auto &[name, value] : reply.headers.toListOfPairs())
        bytes += name + ": " + value + "\r\n";
    bytes += "content-length: " + QByteArray::number(reply.body.size()) + "\r\nconnection: close\r\n\r\n";
    return bytes + reply.body;
}

} // namespace slipway::sandbox
