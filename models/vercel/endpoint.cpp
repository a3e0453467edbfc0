#include "vercel/endpoint.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::vercel {

using std::chrono::seconds;

namespace {

std::optional<qint64> numberIn(const net::RawAnswer &answer, QByteArrayView name)
{
    bool isNumber = false;
    const qint64 number = answer.headers.value(name).toByteArray().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QJsonObject errorOf(const net::RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object().value("error"_L1).toObject();
}

net::RateLimit limitOf(qint64 limit, qint64 remaining, qint64 reset)
{
    return {{}, limit, remaining, QDateTime::fromSecsSinceEpoch(reset, QTimeZone::UTC)};
}

} // namespace

std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"Vercel"_s;
    endpoint->base = base.adjusted(QUrl::StripTrailingSlash);
    endpoint->token = token;
    endpoint->headers.append("Accept", "application/json");
    endpoint->rateLimit = rateLimitOf;
    endpoint->throttle = throttleOf;
    endpoint->complaint = complaintOf;
    endpoint->requestIdHeader = "x-vercel-id";
    return endpoint;
}

std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer)
{
    const auto limit = numberIn(answer, "x-ratelimit-limit");
    const auto remaining = numberIn(answer, "x-ratelimit-remaining");
    const auto reset = numberIn(answer, "x-ratelimit-reset");
    if (limit && remaining && reset)
        return limitOf(*limit, *remaining, *reset);
    const QJsonObject told = answer.status == 429 ? errorOf(answer).value("limit"_L1).toObject() : QJsonObject();
    if (told.isEmpty())
        return std::nullopt;
    return limitOf(told.value("total"_L1).toInteger(), told.value("remaining"_L1).toInteger(),
                   told.value("reset"_L1).toInteger());
}

std::optional<seconds> throttleOf(const net::RawAnswer &answer, const QDateTime &now)
{
    if (answer.status != 429)
        return std::nullopt;
    if (const auto wait = numberIn(answer, "retry-after"))
        return seconds(*wait);
    const auto limit = rateLimitOf(answer);
    if (!limit || limit->resetAt.toSecsSinceEpoch() <= 0)
        return std::nullopt;
    return seconds(std::max<qint64>(now.secsTo(limit->resetAt), 1));
}

QString complaintOf(const net::RawAnswer &answer)
{
    return errorOf(answer).value("message"_L1).toString();
}

} // namespace slipway::vercel
