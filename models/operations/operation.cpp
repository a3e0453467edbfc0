#include "operations/operation.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::operations {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Operations", text);
}

bool isSettled(StepState state)
{
    return state == StepState::Done || state == StepState::Skipped || state == StepState::Reverted;
}

double shareOf(const StepRecord &record)
{
    if (isSettled(record.state))
        return 1;
    return record.state == StepState::Running ? std::clamp(record.share, 0.0, 1.0) : 0.0;
}

QString wordsOf(OperationState state)
{
    switch (state) {
    case OperationState::Running: return tr("Running");
    case OperationState::Aborting: return tr("Aborting");
    case OperationState::Compensating: return tr("Taking back what was done");
    case OperationState::Parked: return tr("Waits for a person");
    case OperationState::Succeeded: return tr("Succeeded");
    case OperationState::Failed: return tr("Failed");
    case OperationState::Aborted: return tr("Aborted");
    case OperationState::Compensated: return tr("Taken back");
    }
    return {};
}

} // namespace

bool isOver(OperationState state)
{
    return state == OperationState::Succeeded || state == OperationState::Failed || state == OperationState::Aborted
        || state == OperationState::Compensated;
}

base::Status statusOf(OperationState state)
{
    switch (state) {
    case OperationState::Running:
    case OperationState::Aborting:
    case OperationState::Compensating: return base::Status::Running;
    case OperationState::Parked: return base::Status::Waiting;
    case OperationState::Succeeded: return base::Status::Success;
    case OperationState::Failed: return base::Status::Failure;
    case OperationState::Aborted: return base::Status::Cancelled;
    case OperationState::Compensated: return base::Status::Warning;
    }
    return base::Status::Unknown;
}

double Operation::share() const
{
    if (isOver(state))
        return 1;
    double whole = 0;
    double done = 0;
    for (qsizetype i = 0; i < plan.steps.size() && i < steps.size(); ++i) {
        // What only runs when something goes wrong is no part of the way.
        if (plan.steps.at(i).time == StepTime::OnFailure)
            continue;
        const double weight = std::max<double>(1, static_cast<double>(plan.steps.at(i).expected.count()));
        whole += weight;
        done += weight * shareOf(steps.at(i));
    }
    return whole > 0 ? done / whole : 0;
}

QString Operation::words() const
{
    if (state == OperationState::Parked)
        return next.isEmpty() ? wordsOf(state) : next;
    if (!isOver(state)) {
        for (qsizetype i = 0; i < steps.size() && i < plan.steps.size(); ++i) {
            const StepRecord &record = steps.at(i);
            if (record.state == StepState::Running || record.state == StepState::Reverting)
                return record.words.isEmpty() ? plan.steps.at(i).title : record.words;
        }
    }
    return wordsOf(state);
}

} // namespace slipway::operations
