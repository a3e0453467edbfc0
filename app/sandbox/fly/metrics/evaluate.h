#pragma once

#include "sandbox/fly/metrics/series.h"

#include <variant>

namespace slipway::sandbox::fly::metrics {

/// A number, or samples told apart by their labels.
using Value = std::variant<double, std::vector<Sample>>;

/// The query's value at `at` (ms). Error: invalidInput for a function that is not simulated.
base::Result<Value> evaluate(const Platform &platform, const Node &query, qint64 at);

} // namespace slipway::sandbox::fly::metrics
