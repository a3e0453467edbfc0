#include "operations/schedule.h"

#include "operations/progress.h"

#include <algorithm>

namespace slipway::operations {

namespace {

bool isDone(const Progress &progress, qsizetype index)
{
    const StepState state = progress.steps.at(index).state;
    return state == StepState::Done || state == StepState::Skipped;
}

/// Not begun, or begun by a program that is gone.
bool isOpen(const Progress &progress, qsizetype index)
{
    const StepState state = progress.steps.at(index).state;
    return !progress.busy.contains(index) && (state == StepState::Waiting || state == StepState::Running);
}

bool isHalted(const Progress &progress)
{
    for (qsizetype i = 0; i < progress.plan.steps.size(); ++i) {
        const StepState state = progress.steps.at(i).state;
        if (progress.plan.steps.at(i).time == StepTime::Normal
            && (state == StepState::Failed || state == StepState::Unknown))
            return true;
    }
    return false;
}

void addAncestors(const Plan &plan, qsizetype index, QList<qsizetype> &ancestors)
{
    for (const QString &before : plan.steps.at(index).after) {
        const qsizetype found = indexOf(plan, before);
        if (found < 0 || ancestors.contains(found))
            continue;
        addAncestors(plan, found, ancestors);
        ancestors.append(found);
    }
}

bool hasRoom(const Progress &progress, const StepSpec &step, const QMap<QString, int> &begun)
{
    if (step.pool.isEmpty())
        return true;
    int running = begun.value(step.pool);
    for (const qsizetype index : progress.busy)
        running += progress.plan.steps.at(index).pool == step.pool ? 1 : 0;
    return running < std::max(1, progress.plan.pools.value(step.pool, 1));
}

bool isAfterAll(const Progress &progress, qsizetype index)
{
    return std::ranges::all_of(progress.plan.steps.at(index).after, [&](const QString &before) {
        const qsizetype found = indexOf(progress.plan, before);
        return found >= 0 && isDone(progress, found) && !progress.busy.contains(found);
    });
}

bool runsAt(StepTime time, Close close)
{
    switch (time) {
    case StepTime::Normal: return false;
    case StepTime::Always: return true;
    case StepTime::OnSuccess: return close == Close::Succeeded;
    case StepTime::OnFailure: return close == Close::Failed || close == Close::Aborted;
    }
    return false;
}

/// At the end, what was not reached holds nothing up.
bool waitsAtEnd(const Progress &progress, qsizetype index, Close close)
{
    return std::ranges::any_of(progress.plan.steps.at(index).after, [&](const QString &before) {
        const qsizetype found = indexOf(progress.plan, before);
        return found >= 0 && runsAt(progress.plan.steps.at(found).time, close) && isOpen(progress, found);
    });
}

/// Nothing went wrong by itself: what is not done was stopped, if half-way.
bool isOnlyStopped(const Progress &progress)
{
    for (qsizetype i = 0; i < progress.plan.steps.size(); ++i) {
        const StepRecord &record = progress.steps.at(i);
        const bool isOpenEnded = record.state == StepState::Failed || record.state == StepState::Unknown;
        const bool isStopped = record.error && record.error->kind == base::Error::Kind::Cancelled;
        if (progress.plan.steps.at(i).time == StepTime::Normal && isOpenEnded && !isStopped)
            return false;
    }
    return true;
}

} // namespace

Ending endingOf(const Progress &progress, Close close, bool wasAborted)
{
    if (wasAborted && close != Close::Succeeded && isOnlyStopped(progress))
        return Ending::Aborted;
    switch (close) {
    case Close::Succeeded: return Ending::Succeeded;
    case Close::Aborted: return Ending::Aborted;
    case Close::Failed:
    case Close::Unsettled: break;
    }
    return Ending::Failed;
}

QList<qsizetype> missingFor(const Progress &progress, qsizetype index)
{
    QList<qsizetype> ancestors;
    addAncestors(progress.plan, index, ancestors);
    erase_if(ancestors, [&](qsizetype ancestor) {
        const StepSpec &step = progress.plan.steps.at(ancestor);
        return !step.isEphemeral || progress.alive.contains(step.id);
    });
    return ancestors;
}

QList<qsizetype> readySteps(const Progress &progress)
{
    QList<qsizetype> ready;
    if (isHalted(progress))
        return ready;
    QMap<QString, int> begun;
    const auto add = [&](qsizetype index) {
        const StepSpec &step = progress.plan.steps.at(index);
        if (ready.contains(index) || progress.busy.contains(index) || !isAfterAll(progress, index)
            || !hasRoom(progress, step, begun))
            return;
        ++begun[step.pool];
        ready.append(index);
    };
    for (qsizetype i = 0; i < progress.plan.steps.size(); ++i) {
        if (progress.plan.steps.at(i).time != StepTime::Normal || !isOpen(progress, i))
            continue;
        const QList<qsizetype> missing = missingFor(progress, i);
        if (missing.isEmpty())
            add(i);
        else if (isAfterAll(progress, i))
            std::ranges::for_each(missing, add);
    }
    std::ranges::sort(ready);
    return ready;
}

std::optional<qsizetype> nextAtEnd(const Progress &progress, Close close)
{
    std::optional<qsizetype> always;
    for (qsizetype i = 0; i < progress.plan.steps.size(); ++i) {
        const StepTime time = progress.plan.steps.at(i).time;
        if (!runsAt(time, close) || !isOpen(progress, i) || waitsAtEnd(progress, i, close))
            continue;
        if (time != StepTime::Always)
            return i;
        if (!always)
            always = i;
    }
    return always;
}

Close closeOf(const Progress &progress, bool wasAborted)
{
    bool isAllDone = true;
    bool hasFailed = false;
    for (qsizetype i = 0; i < progress.plan.steps.size(); ++i) {
        if (progress.plan.steps.at(i).time != StepTime::Normal)
            continue;
        const StepState state = progress.steps.at(i).state;
        if (state == StepState::Unknown)
            return Close::Unsettled;
        hasFailed = hasFailed || state == StepState::Failed;
        isAllDone = isAllDone && state == StepState::Done;
    }
    if (isAllDone)
        return Close::Succeeded;
    return wasAborted && !hasFailed ? Close::Aborted : Close::Failed;
}

bool hasEffects(const Operation &operation, const QList<Entry> &entries)
{
    return !toRevert(operation, entries).isEmpty();
}

QList<qsizetype> toRevert(const Operation &operation, const QList<Entry> &entries)
{
    const auto turn = std::find_if(entries.crbegin(), entries.crend(),
                                   [](const Entry &entry) { return entry.act == Act::Compensate; });
    QSet<QString> kept;
    for (auto entry = entries.crbegin(); turn != entries.crend() && entry != turn; ++entry) {
        if (entry->act == Act::Kept)
            kept.insert(entry->stepId);
    }
    QList<qsizetype> indexes;
    for (const QString &id : appliedLastFirst(entries)) {
        const qsizetype index = indexOf(operation.plan, id);
        if (index < 0 || kept.contains(id))
            continue;
        const StepSpec &step = operation.plan.steps.at(index);
        const StepState state = operation.steps.at(index).state;
        const bool isUndone = state == StepState::Reverted || state == StepState::Skipped;
        const bool isOfTheWay = step.time == StepTime::Normal || step.time == StepTime::OnSuccess;
        if (step.mutates && !step.isEphemeral && isOfTheWay && !isUndone)
            indexes.append(index);
    }
    return indexes;
}

} // namespace slipway::operations
