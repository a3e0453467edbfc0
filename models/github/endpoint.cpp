#include "github/endpoint.h"

#include "net/rate_limit.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::github {

using std::chrono::seconds;

namespace {

/// GitHub: "wait at least one minute" when it names no time.
constexpr seconds secondaryPause{60};

QJsonObject rootOf(const net::RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString remarkOf(const QJsonValue &error)
{
    if (error.isString())
        return error.toString();
    const QJsonObject object = error.toObject();
    const QString message = object.value("message"_L1).toString();
    if (!message.isEmpty())
        return message;
    const QStringList parts{object.value("resource"_L1).toString(), object.value("field"_L1).toString(),
                            object.value("code"_L1).toString()};
    return parts.join(u' ').simplified();
}

} // namespace

std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"GitHub"_s;
    endpoint->base = base;
    endpoint->token = token;
    endpoint->headers.append("Accept", "application/vnd.github+json");
    endpoint->headers.append("X-GitHub-Api-Version", "2022-11-28");
    endpoint->headers.append("User-Agent", "Slipway/" SLIPWAY_VERSION);
    endpoint->rateLimit = rateLimitOf;
    endpoint->throttle = throttleOf;
    endpoint->complaint = complaintOf;
    endpoint->requestIdHeader = "x-github-request-id";
    return endpoint;
}

std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer)
{
    return net::readRateLimit(answer.headers, "x-ratelimit-");
}

std::optional<seconds> throttleOf(const net::RawAnswer &answer, const QDateTime &now)
{
    if (answer.status != 403 && answer.status != 429)
        return std::nullopt;
    const auto limit = rateLimitOf(answer);
    if (limit && limit->remaining == 0)
        return seconds(std::max<qint64>(now.secsTo(limit->resetAt), 1));
    const QString message = rootOf(answer).value("message"_L1).toString();
    if (message.contains("secondary rate"_L1, Qt::CaseInsensitive))
        return secondaryPause;
    return std::nullopt;
}

QString complaintOf(const net::RawAnswer &answer)
{
    const QJsonObject root = rootOf(answer);
    QStringList parts{root.value("message"_L1).toString()};
    for (const QJsonValue error : root.value("errors"_L1).toArray())
        parts.append(remarkOf(error));
    parts.removeAll(QString());
    return parts.join(u"; "_s);
}

} // namespace slipway::github
