#pragma once

#include "base/freshness.h"

#include <chrono>

namespace slipway::overview {

using std::chrono::milliseconds;

/// After this long without an answer a value is old and shown so.
constexpr milliseconds freshFor{2 * 60'000};

/// `freshness` as it is at `now`: what nobody has confirmed for `limit` is stale.
base::Freshness aged(const base::Freshness &freshness, const QDateTime &now, milliseconds limit = freshFor);

/// How far a value can be trusted that was made of two: the worse of both, as of the older one.
base::Freshness worse(const base::Freshness &left, const base::Freshness &right);

/// From `since` to `now`; none where a provider's clock runs ahead of ours.
milliseconds elapsedSince(const QDateTime &since, const QDateTime &now);

} // namespace slipway::overview
