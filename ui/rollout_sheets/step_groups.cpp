#include "rollout_sheets/step_groups.h"

#include <QHash>

#include <algorithm>

namespace slipway::rollout_sheets {

namespace {

/// Steps run side by side but for their order and their pool's limit.
milliseconds lengthOf(const StepGroup &group, const QMap<QString, int> &pools)
{
    QHash<QString, milliseconds> ends;
    QHash<QString, milliseconds> pooled;
    milliseconds longest{0};
    for (const operations::StepSpec &step : group.steps) {
        milliseconds begin{0};
        for (const QString &before : step.after)
            begin = std::max(begin, ends.value(before, milliseconds(0)));
        ends[step.id] = begin + step.expected;
        longest = std::max(longest, ends.value(step.id));
        if (!step.pool.isEmpty())
            pooled[step.pool] += step.expected;
    }
    for (auto pool = pooled.cbegin(); pool != pooled.cend(); ++pool) {
        if (const int limit = pools.value(pool.key(), 0); limit > 0)
            longest = std::max(longest, pool.value() / limit);
    }
    return longest;
}

StepGroup *sameOnTheWay(QList<StepGroup> &groups, const operations::StepSpec &step)
{
    if (step.time != operations::StepTime::Always)
        return nullptr;
    const auto found = std::ranges::find_if(groups, [&](const StepGroup &group) {
        return group.time == operations::StepTime::Normal && group.steps.size() == 1
            && group.steps.constFirst().title == step.title;
    });
    return found == groups.end() ? nullptr : &*found;
}

} // namespace

QList<StepGroup> groupsOf(const operations::Plan &plan)
{
    QList<StepGroup> groups;
    for (const operations::StepSpec &step : plan.steps) {
        // The same again at the end, in case the first was not reached, is no step of its own to a reader.
        if (StepGroup *first = sameOnTheWay(groups, step)) {
            first->isAlsoAtEnd = true;
            continue;
        }
        const bool joins = !groups.isEmpty() && !step.heading.isEmpty() && groups.last().heading == step.heading
            && groups.last().time == step.time;
        if (!joins)
            groups.append({.heading = step.heading, .steps = {}, .time = step.time});
        groups.last().steps.append(step);
    }
    for (StepGroup &group : groups) {
        group.expected = lengthOf(group, plan.pools);
        if (group.heading.isEmpty())
            group.heading = group.steps.constFirst().title;
    }
    return groups;
}

} // namespace slipway::rollout_sheets
