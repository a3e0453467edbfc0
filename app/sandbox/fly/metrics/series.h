#pragma once

#include "sandbox/fly/metrics/query.h"
#include "sandbox/fly/platform.h"

#include <QMap>

#include <map>

namespace slipway::sandbox::fly::metrics {

using Labels = QMap<QString, QString>;

struct LabelOrder {
    bool operator()(const Labels &left, const Labels &right) const;
};

template<typename T>
using ByLabels = std::map<Labels, T, LabelOrder>;

struct Sample {
    Labels labels;
    double value = 0.0;
};

/// What a selector finds at `at` (ms): a gauge's value, or a counter's sum since the day began.
std::vector<Sample> select(const Platform &platform, const Node &selector, qint64 at);
/// The mean over the selector's range before `at`: a counter's growth per second, a gauge's value.
std::vector<Sample> selectMean(const Platform &platform, const Node &selector, qint64 at);

} // namespace slipway::sandbox::fly::metrics
