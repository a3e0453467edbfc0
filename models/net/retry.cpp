#include "net/retry.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::net {

namespace {

milliseconds notNegative(milliseconds wait)
{
    return std::max(wait, milliseconds{0});
}

std::optional<milliseconds> untilReset(const Endpoint &endpoint, const RawAnswer &answer, const QDateTime &now)
{
    const auto limit = endpoint.rateLimit ? endpoint.rateLimit(answer) : std::nullopt;
    if (!limit || limit->remaining > 0 || !limit->resetAt.isValid())
        return std::nullopt;
    return notNegative(milliseconds{now.msecsTo(limit->resetAt)});
}

} // namespace

Backoff::Backoff(milliseconds first, milliseconds longest, quint32 seed)
    : m_first(first)
    , m_longest(longest)
    , m_random(seed == 0 ? QRandomGenerator::global()->generate() : seed)
{ }

milliseconds Backoff::wait(int attempt)
{
    const int doublings = std::clamp(attempt - 1, 0, 30);
    const qint64 whole = std::min(m_first.count() << doublings, m_longest.count());
    return milliseconds{whole / 2 + m_random.bounded(whole / 2 + 1)};
}

QDateTime fromHttpDate(const QByteArray &text)
{
    static const QString format = u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s;
    QDateTime result = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), format);
    result.setTimeZone(QTimeZone::UTC);
    return result;
}

QDateTime providerTime(const QHttpHeaders &headers, const QDateTime &now)
{
    const QDateTime said = fromHttpDate(headers.value(QHttpHeaders::WellKnownHeader::Date).toByteArray());
    return said.isValid() ? said : now;
}

std::optional<milliseconds> retryAfter(const QHttpHeaders &headers, const QDateTime &now)
{
    const QByteArray text = headers.value(QHttpHeaders::WellKnownHeader::RetryAfter).toByteArray().trimmed();
    if (text.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    // A provider that asks for more than a year has made a mistake.
    if (isNumber)
        return seconds < 0 || seconds > 31'536'000 ? std::nullopt : std::optional(milliseconds{seconds * 1000});
    const QDateTime at = fromHttpDate(text);
    if (!at.isValid())
        return std::nullopt;
    return notNegative(milliseconds{providerTime(headers, now).msecsTo(at)});
}

std::optional<Throttle> throttle(const Endpoint &endpoint, const RawAnswer &answer, const QDateTime &now)
{
    if (answer.status != 403 && answer.status != 429)
        return std::nullopt;
    const auto asked = retryAfter(answer.headers, now);
    const QDateTime theirs = providerTime(answer.headers, now);
    if (const auto own = endpoint.throttle ? endpoint.throttle(answer, theirs) : std::nullopt)
        return Throttle{asked.value_or(notNegative(*own)), true};
    if (asked)
        return Throttle{asked, false};
    if (const auto reset = untilReset(endpoint, answer, theirs))
        return Throttle{reset, false};
    if (answer.status == 429)
        return Throttle{};
    return std::nullopt;
}

} // namespace slipway::net
