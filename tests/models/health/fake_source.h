#pragma once

#include "health/source.h"

#include <algorithm>

namespace slipway::test {

/// Says what a test tells it to, at once, and how often it was asked.
class FakeSource final : public health::Source
{
public:
    /// What every minute has, by when it is.
    std::function<health::Minute(const QDateTime &at)> minuteAt;
    std::optional<base::Error> minutesError;
    base::Result<QList<health::NewIssue>> found = QList<health::NewIssue>();
    base::Result<health::ProbeAnswer> probed = health::ProbeAnswer{true, 41, QStringLiteral("200 in 41 ms")};
    bool isReachable = true;
    int minutesAsked = 0;
    int probesAsked = 0;
    QList<health::Period> periods;

    Answer<QList<health::Minute>> minutes(health::Subject, health::Period period, std::stop_token) override
    {
        ++minutesAsked;
        periods.append(period);
        if (minutesError)
            co_return std::unexpected(*minutesError);
        QList<health::Minute> all;
        for (QDateTime at = period.from; at < period.until; at = at.addSecs(60))
            all.append(minuteAt(at));
        co_return all;
    }
    Answer<QList<health::OperationMinutes>> operations(health::Subject, health::Period, std::stop_token) override
    {
        co_return QList<health::OperationMinutes>();
    }
    Answer<QList<health::NewIssue>> issues(health::Subject, std::stop_token) override
    {
        co_return base::Result<QList<health::NewIssue>>(found);
    }
    Answer<std::optional<QDateTime>> announced(health::Subject, std::stop_token) override
    {
        co_return std::optional<QDateTime>();
    }
    Answer<health::Migrations> migrations(health::Subject, std::stop_token) override { co_return health::Migrations(); }
    Answer<health::ProbeAnswer> probe(health::Subject, std::stop_token) override
    {
        ++probesAsked;
        co_return base::Result<health::ProbeAnswer>(probed);
    }
    QCoro::Task<bool> isOnline(std::stop_token) override { co_return isReachable; }
};

} // namespace slipway::test
