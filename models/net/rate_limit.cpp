#include "net/rate_limit.h"

#include <QTimeZone>

namespace slipway::net {

namespace {

std::optional<qint64> numberIn(const QHttpHeaders &headers, const QByteArray &name)
{
    bool isNumber = false;
    const qint64 number = headers.value(name).toByteArray().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<RateLimit> readRateLimit(const QHttpHeaders &headers, const QByteArray &prefix)
{
    const auto limit = numberIn(headers, prefix + "limit");
    const auto remaining = numberIn(headers, prefix + "remaining");
    const auto reset = numberIn(headers, prefix + "reset");
    if (!limit || !remaining || !reset)
        return std::nullopt;
    return RateLimit{QString::fromLatin1(headers.value(prefix + "resource")), *limit, *remaining,
                     QDateTime::fromSecsSinceEpoch(*reset, QTimeZone::UTC)};
}

} // namespace slipway::net
