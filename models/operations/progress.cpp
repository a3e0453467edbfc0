#include "operations/progress.h"

#include <algorithm>

namespace slipway::operations {

namespace {

void begin(StepRecord &record, StepState state, const Entry &entry)
{
    record.state = state;
    record.share = -1;
    record.words.clear();
    record.error.reset();
    record.endedAt.reset();
    if (state == StepState::Running) {
        record.startedAt = entry.at;
        ++record.attempts;
    }
}

void end(StepRecord &record, StepState state, const Entry &entry)
{
    record.state = state;
    record.share = -1;
    record.words = entry.words;
    record.error = entry.error;
    record.endedAt = entry.at;
    if (!record.startedAt)
        record.startedAt = entry.at;
    record.requestIds += entry.requestIds;
    if (!entry.output.isEmpty())
        record.output = entry.output;
}

void wait(StepRecord &record)
{
    record.state = StepState::Waiting;
    record.words.clear();
    record.error.reset();
}

/// What was not done comes anew; so do the steps at the end, which belong to one end.
void startOver(Operation &operation)
{
    for (qsizetype i = 0; i < operation.steps.size(); ++i) {
        StepRecord &record = operation.steps[i];
        const bool isDone = record.state == StepState::Done || record.state == StepState::Reverted;
        if (isDone && operation.plan.steps.at(i).time == StepTime::Normal)
            continue;
        wait(record);
    }
}

/// What frees leases and closes records comes once more, after what is taken back.
void openEnd(Operation &operation)
{
    for (qsizetype i = 0; i < operation.steps.size(); ++i) {
        if (operation.plan.steps.at(i).time == StepTime::Always)
            wait(operation.steps[i]);
    }
}

void takeStep(StepRecord &record, const Entry &entry)
{
    switch (entry.act) {
    case Act::Apply: begin(record, StepState::Running, entry); break;
    case Act::Done: end(record, StepState::Done, entry); break;
    case Act::Failed: end(record, StepState::Failed, entry); break;
    case Act::Unsettled: end(record, StepState::Unknown, entry); break;
    case Act::Stopped:
    case Act::Skipped: end(record, StepState::Skipped, entry); break;
    case Act::Revert: begin(record, StepState::Reverting, entry); break;
    case Act::Reverted: end(record, StepState::Reverted, entry); break;
    case Act::Kept: record.words = entry.words; break;
    case Act::NotReverted: end(record, StepState::Unknown, entry); break;
    default: break;
    }
}

std::optional<Act> lastTurn(const QList<Entry> &entries)
{
    const auto isTurn = [](const Entry &entry) {
        return entry.act == Act::Abort || entry.act == Act::Retry || entry.act == Act::Compensate;
    };
    const auto found = std::find_if(entries.crbegin(), entries.crend(), isTurn);
    return found == entries.crend() ? std::nullopt : std::optional(found->act);
}

} // namespace

void prepare(Operation &operation)
{
    operation.steps.resize(operation.plan.steps.size());
}

void take(Operation &operation, const Entry &entry)
{
    if (entry.act == Act::Retry) {
        startOver(operation);
        return;
    }
    if (entry.act == Act::Compensate) {
        openEnd(operation);
        return;
    }
    const qsizetype index = indexOf(operation.plan, entry.stepId);
    if (index >= 0)
        takeStep(operation.steps[index], entry);
}

qsizetype indexOf(const Plan &plan, const QString &stepId)
{
    const auto found = std::ranges::find(plan.steps, stepId, &StepSpec::id);
    return found == plan.steps.cend() ? -1 : found - plan.steps.cbegin();
}

bool wasAborted(const QList<Entry> &entries)
{
    return lastTurn(entries) == Act::Abort;
}

bool isCompensating(const QList<Entry> &entries)
{
    return lastTurn(entries) == Act::Compensate;
}

QStringList appliedLastFirst(const QList<Entry> &entries)
{
    QStringList ids;
    for (auto entry = entries.crbegin(); entry != entries.crend(); ++entry) {
        if (entry->act == Act::Apply && !ids.contains(entry->stepId))
            ids.append(entry->stepId);
    }
    return ids;
}

} // namespace slipway::operations
