#include "sentry/endpoint.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sentry {

using std::chrono::seconds;

namespace {

std::optional<qint64> numberIn(const net::RawAnswer &answer, QByteArrayView name)
{
    bool isNumber = false;
    const qint64 number = answer.headers.value(name).toByteArray().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

std::shared_ptr<const net::Endpoint> endpoint(const QUrl &base, const base::Secret &token)
{
    auto endpoint = std::make_shared<net::Endpoint>();
    endpoint->provider = u"Sentry"_s;
    endpoint->base = base.adjusted(QUrl::StripTrailingSlash);
    endpoint->token = token;
    endpoint->headers.append("Accept", "application/json");
    // Sentry counts the calls that run at once, for each of its endpoints.
    endpoint->concurrency = 8;
    endpoint->rateLimit = rateLimitOf;
    endpoint->throttle = throttleOf;
    endpoint->complaint = complaintOf;
    endpoint->requestIdHeader = "x-sentry-request-id";
    return endpoint;
}

std::optional<net::RateLimit> rateLimitOf(const net::RawAnswer &answer)
{
    const auto limit = numberIn(answer, "x-sentry-rate-limit-limit");
    const auto remaining = numberIn(answer, "x-sentry-rate-limit-remaining");
    const auto reset = numberIn(answer, "x-sentry-rate-limit-reset");
    if (!limit || !remaining || !reset)
        return std::nullopt;
    return net::RateLimit{{}, *limit, *remaining, QDateTime::fromSecsSinceEpoch(*reset, QTimeZone::UTC)};
}

std::optional<seconds> throttleOf(const net::RawAnswer &answer, const QDateTime &now)
{
    if (answer.status != 429)
        return std::nullopt;
    if (const auto wait = numberIn(answer, "retry-after"))
        return seconds(*wait);
    const auto limit = rateLimitOf(answer);
    if (!limit)
        return std::nullopt;
    // With calls left, it was the number of calls at once that was too high.
    if (limit->remaining > 0)
        return seconds(1);
    return seconds(std::max<qint64>(now.secsTo(limit->resetAt), 1));
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
