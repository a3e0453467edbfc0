#include "sandbox/github/rate_limit.h"

using namespace Qt::StringLiterals;

namespace slipway::sandbox::github {

RateLimit::Window &RateLimit::window(Access access, const QDateTime &now)
{
    auto [entry, isNew] = m_windows.try_emplace(access);
    Window &window = entry->second;
    if (isNew) {
        const bool isPerson = access != Access::Anonymous && access != Access::Unknown;
        window.limit = isPerson ? callsPerHour : anonymousCallsPerHour;
        window.used = access == Access::Full ? usedBefore : 0;
        window.reset = now.addSecs(38 * 60);
    } else if (window.reset <= now) {
        window.used = 0;
        window.reset = now.addSecs(3600);
    }
    return window;
}

void RateLimit::spend(Access access, const QDateTime &now)
{
    Window &current = window(access, now);
    current.used = std::min(current.used + 1, current.limit);
}

bool RateLimit::isExhausted(Access access, const QDateTime &now)
{
    const Window &current = window(access, now);
    return current.used >= current.limit;
}

QJsonObject RateLimit::toJson(Access access, const QDateTime &now)
{
    const Window &current = window(access, now);
    return {{u"limit"_s, current.limit},
            {u"used"_s, current.used},
            {u"remaining"_s, current.limit - current.used},
            {u"reset"_s, current.reset.toSecsSinceEpoch()}};
}

void RateLimit::decorate(Access access, const QDateTime &now, Reply &reply)
{
    if (reply.headers.contains("x-ratelimit-limit"_L1))
        return;
    const Window &current = window(access, now);
    reply.with("x-ratelimit-limit", QByteArray::number(current.limit));
    reply.with("x-ratelimit-remaining", QByteArray::number(current.limit - current.used));
    reply.with("x-ratelimit-used", QByteArray::number(current.used));
    reply.with("x-ratelimit-reset", QByteArray::number(current.reset.toSecsSinceEpoch()));
    reply.with("x-ratelimit-resource", "core"_ba);
}

} // namespace slipway::sandbox::github
