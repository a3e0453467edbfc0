#include "operations/plan.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::operations {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

/// Whether every step can be reached by taking away, again and again, those that wait for nothing.
bool hasCircle(const Plan &plan)
{
    QHash<QString, qsizetype> waits;
    QHash<QString, QStringList> followers;
    QStringList ready;
    for (const StepSpec &step : plan.steps) {
        waits[step.id] = step.after.size();
        for (const QString &before : step.after)
            followers[before].append(step.id);
        if (step.after.isEmpty())
            ready.append(step.id);
    }
    qsizetype reached = 0;
    while (!ready.isEmpty()) {
        ++reached;
        for (const QString &id : followers.value(ready.takeLast())) {
            if (--waits[id] == 0)
                ready.append(id);
        }
    }
    return reached != plan.steps.size();
}

QString stepProblem(const Plan &plan, const StepSpec &step, const QHash<QString, StepTime> &times)
{
    if (step.id.isEmpty() || step.kind.isEmpty())
        return tr("A step of the plan has no id or no kind.");
    for (const QString &before : step.after) {
        if (!times.contains(before))
            return tr("Step “%1” comes after “%2”, which is not in the plan.").arg(step.id, before);
        if (step.time == StepTime::Normal && times.value(before) != StepTime::Normal)
            return tr("Step “%1” comes after “%2”, which runs at the end.").arg(step.id, before);
    }
    if (!step.pool.isEmpty() && plan.pools.value(step.pool) < 1)
        return tr("Step “%1” belongs to the pool “%2”, which has no room.").arg(step.id, step.pool);
    return {};
}

} // namespace

Guard::Level gate(const Plan &plan)
{
    if (!plan.obstacle.isEmpty())
        return Guard::Level::Block;
    auto level = Guard::Level::Pass;
    for (const Guard &guard : plan.guards)
        level = std::max(level, guard.level);
    return level;
}

QString planProblem(const Plan &plan)
{
    if (plan.steps.isEmpty())
        return tr("The plan has no steps.");
    if (plan.targets.isEmpty())
        return tr("The plan does not say what it acts on.");
    QHash<QString, StepTime> times;
    for (const StepSpec &step : plan.steps) {
        if (times.contains(step.id))
            return tr("Two steps of the plan have the id “%1”.").arg(step.id);
        times.insert(step.id, step.time);
    }
    for (const StepSpec &step : plan.steps) {
        if (const QString problem = stepProblem(plan, step, times); !problem.isEmpty())
            return problem;
    }
    return hasCircle(plan) ? tr("Steps of the plan wait for each other in a circle.") : QString();
}

QList<ApiCall> mutatingCalls(const Plan &plan)
{
    QList<ApiCall> calls;
    for (const StepSpec &step : plan.steps) {
        if (!step.mutates)
            continue;
        std::ranges::copy_if(step.calls, std::back_inserter(calls), [](const ApiCall &call) {
            return call.method.compare("GET"_L1, Qt::CaseInsensitive) != 0
                && call.method.compare("HEAD"_L1, Qt::CaseInsensitive) != 0;
        });
    }
    return calls;
}

} // namespace slipway::operations
