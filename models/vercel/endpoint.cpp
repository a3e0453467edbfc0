#include "vercel/endpoint.h"

#include "net/rate_limit.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace slipway::vercel {

namespace {

QJsonObject errorOf(const net::RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object().value("error"_L1).toObject();
}

} // namespace

std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"Vercel"_s;
    endpoint->base = base;
    endpoint->token = token;
    endpoint->headers.append("Accept", "application/json");
    endpoint->rateLimit = rateLimitOf;
    endpoint->complaint = complaintOf;
    endpoint->requestIdHeader = "x-vercel-id";
    return endpoint;
}

std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer)
{
    if (const auto limit = net::readRateLimit(answer.headers, "x-ratelimit-"))
        return limit;
    const QJsonObject told = answer.status == 429 ? errorOf(answer).value("limit"_L1).toObject() : QJsonObject();
    if (!told.value("reset"_L1).isDouble())
        return std::nullopt;
    return net::RateLimit{{},
                          told.value("total"_L1).toInteger(),
                          told.value("remaining"_L1).toInteger(),
                          QDateTime::fromSecsSinceEpoch(told.value("reset"_L1).toInteger(), QTimeZone::UTC)};
}

QString complaintOf(const net::RawAnswer &answer)
{
    return errorOf(answer).value("message"_L1).toString();
}

} // namespace slipway::vercel
