#include "rollout/fly_pools.h"

#include <algorithm>
#include <cmath>

namespace slipway::rollout {

namespace {

/// flyctl's default for max_unavailable.
constexpr double unavailableShare = 0.33;

qsizetype rounds(qsizetype machines)
{
    if (machines <= 1)
        return machines;
    const qsizetype pool = warmPool(machines);
    return 1 + (machines - 1 + pool - 1) / pool;
}

} // namespace

int warmPool(qsizetype machines)
{
    return std::max(1, static_cast<int>(std::ceil(static_cast<double>(machines) * unavailableShare)));
}

int greenPool(const FlyFacts &facts)
{
    const auto third = static_cast<int>((facts.machines.size() + 2) / 3);
    return std::max(1, std::min(third, 8));
}

std::chrono::milliseconds expectedRolling(const FlyFacts &facts)
{
    qsizetype most = 0;
    const QStringList groups = facts.groups();
    for (const QString &group : groups)
        most = std::max(most, rounds(facts.set(group, true).size()));
    return most * expectedOfMachine;
}

} // namespace slipway::rollout
