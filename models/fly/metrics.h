#pragma once

#include "base/result.h"

#include <QList>
#include <QMap>

#include <chrono>
#include <optional>

namespace slipway::fly {

/// A value at a time; absent where Prometheus says NaN or an infinity, as a share of nothing is.
struct Sample {
    QDateTime at;
    std::optional<double> value;
    bool operator==(const Sample &) const = default;
};

/// One line of a metric, told from the others by its labels.
struct Series {
    QMap<QString, QString> labels;
    /// Oldest first; one only for an instant query.
    QList<Sample> samples;
    bool operator==(const Series &) const = default;
};

/// The moments of a range query, both ends included.
struct Range {
    QDateTime from;
    QDateTime to;
    std::chrono::seconds step{60};
};

/// A Prometheus answer: matrix, vector or scalar. Errors: protocol; invalidInput when `status` is "error", with
/// Prometheus's words.
base::Result<QList<Series>> parseSeries(const QByteArray &bytes);

} // namespace slipway::fly
