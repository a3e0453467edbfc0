#include "health/probe_rule.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::health {

namespace {

constexpr int runningFailures = 3;

} // namespace

Probing judgeProbes(const QList<WatchState::Probe> &probes)
{
    int failures = 0;
    auto result = Probing::Unknown;
    for (const WatchState::Probe &probe : probes) {
        if (!probe.isKnown)
            continue;
        failures = probe.isGood ? 0 : failures + 1;
        if (failures >= runningFailures)
            return Probing::Failed;
        result = probe.isGood ? Probing::Good : Probing::Failing;
    }
    return result;
}

QString probeWords(const QList<WatchState::Probe> &probes)
{
    const auto known = std::ranges::count_if(probes, &WatchState::Probe::isKnown);
    const auto good = std::ranges::count_if(probes, [](const auto &probe) { return probe.isKnown && probe.isGood; });
    return QCoreApplication::translate("health", "%1 of %2 probes good").arg(good).arg(known);
}

} // namespace slipway::health
