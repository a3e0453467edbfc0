#include "overview/aging.h"

#include <algorithm>

namespace slipway::overview {

namespace {

using State = base::Freshness::State;

/// The more there is to say, the higher.
int weight(State state)
{
    switch (state) {
    case State::Fresh: return 0;
    case State::Stale: return 1;
    case State::Loading: return 2;
    case State::RateLimited: return 3;
    case State::Failed: return 4;
    case State::Forbidden: return 5;
    }
    return 0;
}

} // namespace

base::Freshness aged(const base::Freshness &freshness, const QDateTime &now, milliseconds limit)
{
    if (freshness.state != State::Fresh || elapsedSince(freshness.asOf, now) <= limit)
        return freshness;
    return {State::Stale, freshness.asOf, std::nullopt};
}

base::Freshness worse(const base::Freshness &left, const base::Freshness &right)
{
    base::Freshness result = weight(right.state) > weight(left.state) ? right : left;
    result.asOf = left.hasValue() && right.hasValue() ? std::min(left.asOf, right.asOf) : QDateTime();
    return result;
}

milliseconds elapsedSince(const QDateTime &since, const QDateTime &now)
{
    return milliseconds{std::max<qint64>(since.msecsTo(now), 0)};
}

} // namespace slipway::overview
