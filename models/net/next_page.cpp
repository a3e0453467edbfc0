#include "net/link_header.h"
#include "net/paging.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

QByteArray linkOf(const Response &page)
{
    return page.headers.combinedValue(QHttpHeaders::WellKnownHeader::Link);
}

Request at(const Request &request, const QUrl &url)
{
    Request next = request;
    next.url = url;
    return next;
}

std::optional<Request> nextByLink(const Request &request, const Response &page)
{
    const auto link = findLink(linkOf(page), page.url, "next");
    return link ? std::optional(at(request, link->url)) : std::nullopt;
}

std::optional<Request> nextBySentryCursor(const Request &request, const Response &page)
{
    const auto link = findLink(linkOf(page), page.url, "next");
    if (!link || link->parameters.value("results") != "true")
        return std::nullopt;
    return at(request, link->url);
}

std::optional<Request> nextByVercelUntil(const Request &request, const Response &page)
{
    const auto pagination = QJsonDocument::fromJson(page.body).object().value("pagination"_L1).toObject();
    const QJsonValue next = pagination.value("next"_L1);
    if (!next.isDouble() && !next.isString())
        return std::nullopt;
    QUrl url = request.url;
    QUrlQuery query(url);
    query.removeAllQueryItems(u"until"_s);
    query.addQueryItem(u"until"_s, next.isString() ? next.toString() : QString::number(next.toInteger()));
    url.setQuery(query);
    return at(request, url);
}

std::optional<Request> nextByGraphQlCursor(const QStringList &pageInfo, const QString &variable, const Request &request,
                                           const Response &page)
{
    QJsonObject found = QJsonDocument::fromJson(page.body).object();
    for (const QString &step : pageInfo)
        found = found.value(step).toObject();
    const QString cursor = found.value("endCursor"_L1).toString();
    if (!found.value("hasNextPage"_L1).toBool() || cursor.isEmpty())
        return std::nullopt;
    QJsonObject query = QJsonDocument::fromJson(request.body).object();
    QJsonObject variables = query.value("variables"_L1).toObject();
    variables.insert(variable, cursor);
    query.insert("variables"_L1, variables);
    Request next = request;
    next.body = QJsonDocument(query).toJson(QJsonDocument::Compact);
    return next;
}

} // namespace

NextPage linkHeader()
{
    return nextByLink;
}

NextPage sentryCursor()
{
    return nextBySentryCursor;
}

NextPage vercelUntil()
{
    return nextByVercelUntil;
}

NextPage graphQlCursor(const QString &pageInfo, const QString &variable)
{
    return [steps = pageInfo.split(u'.'), variable](const Request &request, const Response &page) {
        return nextByGraphQlCursor(steps, variable, request, page);
    };
}

} // namespace slipway::net
