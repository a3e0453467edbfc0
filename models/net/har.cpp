#include "net/har.h"

#include "net/network_log.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

using Known = QHttpHeaders::WellKnownHeader;

QJsonArray toJson(const QHttpHeaders &headers)
{
    QJsonArray result;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        result.append(
            QJsonObject{{u"name"_s, QString(headers.nameAt(i))}, {u"value"_s, QString::fromUtf8(headers.valueAt(i))}});
    }
    return result;
}

QJsonArray toJson(const QUrlQuery &query)
{
    QJsonArray result;
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        result.append(QJsonObject{{u"name"_s, name}, {u"value"_s, value}});
    return result;
}

QJsonObject request(const Exchange &exchange)
{
    QJsonObject result{
        {u"method"_s, QString::fromLatin1(exchange.method)},
        {u"url"_s, exchange.url.toString()},
        {u"httpVersion"_s, exchange.httpVersion},
        {u"cookies"_s, QJsonArray()},
        {u"headers"_s, toJson(exchange.requestHeaders)},
        {u"queryString"_s, toJson(QUrlQuery(exchange.url))},
        {u"headersSize"_s, -1},
        {u"bodySize"_s, exchange.requestBody.size()},
    };
    if (!exchange.requestBody.isEmpty()) {
        const auto type = exchange.requestHeaders.value(Known::ContentType);
        result.insert(u"postData"_s,
                      QJsonObject{{u"mimeType"_s, QString::fromUtf8(type)},
                                  {u"text"_s, QString::fromUtf8(exchange.requestBody)}});
    }
    return result;
}

QJsonObject response(const Exchange &exchange)
{
    return {
        {u"status"_s, exchange.status},
        {u"statusText"_s, exchange.failure},
        {u"httpVersion"_s, exchange.httpVersion},
        {u"cookies"_s, QJsonArray()},
        {u"headers"_s, toJson(exchange.responseHeaders)},
        {u"content"_s,
         QJsonObject{{u"size"_s, exchange.responseSize},
                     {u"mimeType"_s, QString::fromUtf8(exchange.responseHeaders.value(Known::ContentType))},
                     {u"text"_s, QString::fromUtf8(exchange.responseBody)}}},
        {u"redirectURL"_s, QString::fromUtf8(exchange.responseHeaders.value(Known::Location))},
        {u"headersSize"_s, -1},
        {u"bodySize"_s, -1},
    };
}

QJsonObject entry(const Exchange &exchange)
{
    const qint64 took = exchange.took.count();
    return {
        {u"startedDateTime"_s, exchange.startedAt.toUTC().toString(Qt::ISODateWithMs)},
        {u"time"_s, took},
        {u"request"_s, request(exchange)},
        {u"response"_s, response(exchange)},
        {u"cache"_s, QJsonObject()},
        {u"timings"_s, QJsonObject{{u"send"_s, 0}, {u"wait"_s, took}, {u"receive"_s, 0}}},
        {u"comment"_s, exchange.provider},
    };
}

} // namespace

QByteArray toHar(const std::deque<Exchange> &exchanges)
{
    QJsonArray entries;
    for (const Exchange &exchange : exchanges)
        entries.append(entry(exchange));
    const QJsonObject log{
        {u"version"_s, u"1.2"_s},
        {u"creator"_s, QJsonObject{{u"name"_s, u"Slipway"_s}, {u"version"_s, QStringLiteral(SLIPWAY_VERSION)}}},
        {u"entries"_s, entries},
    };
    return QJsonDocument(QJsonObject{{u"log"_s, log}}).toJson(QJsonDocument::Indented);
}

} // namespace slipway::net
