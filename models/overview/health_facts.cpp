#include "overview/health_facts.h"

#include "fly/metrics.h"
#include "sentry/statistics.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace Qt::StringLiterals;

namespace slipway::overview {

namespace {

using Point = std::pair<QDateTime, std::optional<double>>;
using Points = QList<Point>;

constexpr qsizetype shownPoints = 24;
constexpr qint64 recentSeconds = 30 * 60;
constexpr double msPerSecond = 1000.0;

/// Share of 5xx among all, by time.
Points errorShares(const QList<fly::Series> &byStatus)
{
    std::map<QDateTime, std::pair<double, double>> sums;
    for (const fly::Series &series : byStatus) {
        const bool isError = series.labels.value(u"status"_s).startsWith(u'5');
        for (const fly::Sample &sample : series.samples) {
            auto &[errors, all] = sums[sample.at];
            const double rate = sample.value.value_or(0);
            errors += isError ? rate : 0;
            all += rate;
        }
    }
    Points points;
    for (const auto &[at, sum] : sums)
        points.append({at, sum.second > 0 ? std::optional(sum.first / sum.second) : std::nullopt});
    return points;
}

Points firstSeries(const QList<fly::Series> &list)
{
    Points points;
    if (list.isEmpty())
        return points;
    for (const fly::Sample &sample : list.first().samples)
        points.append({sample.at, sample.value});
    return points;
}

std::optional<double> newest(const Points &points)
{
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
        if (point->second)
            return point->second;
    }
    return std::nullopt;
}

std::optional<double> meanBefore(const Points &points, const QDateTime &boundary)
{
    double sum = 0;
    qsizetype count = 0;
    for (const auto &[at, value] : points) {
        if (value && at <= boundary) {
            sum += *value;
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

/// Before which moment the baseline lies.
QDateTime boundaryOf(const Points &points, const QDateTime &since)
{
    if (points.isEmpty())
        return since;
    const bool isWithin = since.isValid() && since >= points.first().first && since <= points.last().first;
    return isWithin ? since : points.last().first.addSecs(-recentSeconds);
}

std::optional<milliseconds> toMilliseconds(const std::optional<double> &value, double factor)
{
    return value ? std::optional(milliseconds{std::llround(*value * factor)}) : std::nullopt;
}

std::optional<double> meanOf(const QList<sentry::TimeSeries> &list)
{
    double sum = 0;
    qsizetype count = 0;
    for (const sentry::TimeSeries &series : list) {
        for (const sentry::Bucket &bucket : series.buckets) {
            if (bucket.value && !bucket.isIncomplete && *bucket.value > 0) {
                sum += *bucket.value;
                ++count;
            }
        }
    }
    return count > 0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

constexpr QLatin1StringView crashRate{"crash_rate(session)"};

} // namespace

Health healthFromFly(const QList<fly::Series> &byStatus, const QList<fly::Series> &p95Seconds, const QDateTime &since)
{
    const Points errors = errorShares(byStatus);
    const Points latency = firstSeries(p95Seconds);
    Health health;
    for (const Point &point : errors.last(std::min(errors.size(), shownPoints)))
        health.points += point.second;
    health.errorRate = newest(errors);
    health.baselineErrorRate = meanBefore(errors, boundaryOf(errors, since));
    health.latencyName = u"p95"_s;
    health.latency = toMilliseconds(newest(latency), msPerSecond);
    health.baselineLatency = toMilliseconds(meanBefore(latency, boundaryOf(latency, since)), msPerSecond);
    return health;
}

Health healthFromSentry(const sentry::SessionGroup &sessions, const QList<sentry::TimeSeries> &paint)
{
    Health health;
    health.pointLength = std::chrono::hours(1);
    const auto points = sessions.series.value(crashRate);
    health.points = points.last(std::min(points.size(), shownPoints));
    health.errorRate = sessions.totals.value(crashRate);
    health.latencyName = u"p75 LCP"_s;
    health.latency = toMilliseconds(meanOf(paint), 1);
    return health;
}

std::optional<double> errorFactor(const Health &health)
{
    if (!health.errorRate || !health.baselineErrorRate || *health.baselineErrorRate <= 0)
        return std::nullopt;
    return *health.errorRate / *health.baselineErrorRate;
}

std::optional<double> slowdown(const Health &health)
{
    if (!health.latency || !health.baselineLatency || health.baselineLatency->count() <= 0)
        return std::nullopt;
    return static_cast<double>(health.latency->count()) / static_cast<double>(health.baselineLatency->count()) - 1;
}

} // namespace slipway::overview
