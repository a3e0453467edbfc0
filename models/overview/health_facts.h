#pragma once

#include "overview/facts.h"

namespace slipway::fly {
struct Series;
}
namespace slipway::sentry {
struct SessionGroup;
struct TimeSeries;
} // namespace slipway::sentry

namespace slipway::overview {

/// How requests to a Fly.io app fare: the share of 5xx among `byStatus` (rates by their `status` label) and the p95,
/// each now and before `since`, when what is live went live. A release older than the series is compared with its own
/// past.
Health healthFromFly(const QList<fly::Series> &byStatus, const QList<fly::Series> &p95Seconds, const QDateTime &since);

/// How sessions of a web app fare: the share that crashed, by hour and in all, and the p75 of the largest contentful
/// paint in `paint` (ms), where there is one.
Health healthFromSentry(const sentry::SessionGroup &sessions, const QList<sentry::TimeSeries> &paint);

/// How many times the baseline the error rate is; absent where either is, or where the baseline is none.
std::optional<double> errorFactor(const Health &health);
/// How much slower than the baseline, 0.24 for 24 %; absent where either is.
std::optional<double> slowdown(const Health &health);

} // namespace slipway::overview
