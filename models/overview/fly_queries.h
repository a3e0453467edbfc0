#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace slipway::overview {

/// What is asked of Fly.io's metrics about several apps at once. Prometheus' language; source: Fly.io's metrics.
struct FlyQueries {
    QStringList apps;
    /// Responses per second by `app` and `status`.
    QString rates;
    /// Seconds within which 95 of 100 are answered, by `app`.
    QString p95;
};

/// The questions about all of `apps`: several, so that each address stays short and each answer is soon read.
QList<FlyQueries> flyQueries(const QStringList &apps);

} // namespace slipway::overview
