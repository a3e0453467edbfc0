#include "sentry/endpoint.h"

#include "net/rate_limit.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace slipway::sentry {

std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"Sentry"_s;
    endpoint->base = base;
    endpoint->token = token;
    endpoint->headers.append("Accept", "application/json");
    // Sentry counts the calls that run at once, for each of its endpoints.
    endpoint->concurrency = 8;
    endpoint->rateLimit = rateLimitOf;
    endpoint->complaint = complaintOf;
    endpoint->requestIdHeader = "x-sentry-request-id";
    return endpoint;
}

std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer)
{
    return net::readRateLimit(answer.headers, "x-sentry-rate-limit-");
}

QString complaintOf(const net::RawAnswer &answer)
{
    const QJsonObject root = QJsonDocument::fromJson(answer.body).object();
    const QJsonValue detail = root.value("detail"_L1);
    if (detail.isString())
        return detail.toString();
    if (detail.isObject())
        return detail.toObject().value("message"_L1).toString();
    for (auto field = root.constBegin(); field != root.constEnd(); ++field) {
        const QString remark = field->toArray().first().toString();
        if (!remark.isEmpty())
            return field.key() + u": "_s + remark;
    }
    return {};
}

} // namespace slipway::sentry
