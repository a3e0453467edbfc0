#include "sandbox/fly/rate_limit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::sandbox::fly {

bool RateLimit::allow(const QString &action, const QString &subject, qint64 now)
{
    // Source: Fly's documentation of the Machines API; reading one machine is allowed more often than anything else.
    const bool isGet = action == "get"_L1;
    const double perSecond = isGet ? 5.0 : 1.0;
    const double burst = isGet ? 10.0 : 3.0;
    const QString key = action + u' ' + subject;
    auto bucket = m_buckets.find(key);
    if (bucket == m_buckets.end())
        bucket = m_buckets.insert(key, {burst, now});
    bucket->tokens = std::min(burst, bucket->tokens + static_cast<double>(now - bucket->at) / 1000.0 * perSecond);
    bucket->at = now;
    if (bucket->tokens < 1.0)
        return false;
    bucket->tokens -= 1.0;
    return true;
}

} // namespace slipway::sandbox::fly
