#include "runs/facts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::runs {

std::optional<milliseconds> spent(const std::optional<QDateTime> &begin, const std::optional<QDateTime> &end,
                                  const QDateTime &now)
{
    if (!begin || !begin->isValid())
        return {};
    const QDateTime until = end && end->isValid() ? *end : now;
    return milliseconds(std::max<qint64>(0, begin->msecsTo(until)));
}

bool StepFact::isOwnOfRunner() const
{
    return name == "Set up job"_L1 || name == "Complete job"_L1 || name.startsWith("Post "_L1)
        || name == "Initialize containers"_L1 || name == "Stop containers"_L1;
}

std::optional<milliseconds> JobFact::took(const QDateTime &now) const
{
    return spent(startedAt, completedAt, now);
}

std::optional<milliseconds> JobFact::queued(const QDateTime &now) const
{
    if (!createdAt || (isCompleted && !startedAt))
        return {};
    return spent(createdAt, startedAt, now);
}

milliseconds RunFact::took(const QDateTime &now) const
{
    const QDateTime begin = startedAt.isValid() ? startedAt : createdAt;
    const QDateTime end = isCompleted && updatedAt.isValid() ? updatedAt : now;
    return milliseconds(begin.isValid() ? std::max<qint64>(0, begin.msecsTo(end)) : 0);
}

std::optional<QDateTime> GateFact::opensAt() const
{
    if (waitTimer.count() <= 0 || !waitTimerStartedAt)
        return {};
    return waitTimerStartedAt->addSecs(std::chrono::seconds(waitTimer).count());
}

} // namespace slipway::runs
