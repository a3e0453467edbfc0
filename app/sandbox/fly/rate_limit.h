#pragma once

#include <QHash>
#include <QString>

namespace slipway::sandbox::fly {

/// Fly's limit for each action on each machine or app: so many a second, with a burst.
class RateLimit
{
public:
    /// Whether the call may happen at `now` (ms); counts it when it may.
    bool allow(const QString &action, const QString &subject, qint64 now);

private:
    struct Bucket {
        double tokens = 0.0;
        qint64 at = 0;
    };
    QHash<QString, Bucket> m_buckets;
};

} // namespace slipway::sandbox::fly
