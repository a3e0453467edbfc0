#pragma once

#include "operations/journal.h"

/// How far an operation is, folded from its journal: the same line means the same when it is written and after a crash.
namespace slipway::operations {

/// Records for each step of the plan, where there are none yet.
void prepare(Operation &operation);
/// What a line changes in the records of the steps.
void take(Operation &operation, const Entry &entry);

/// −1 when the plan has no such step.
qsizetype indexOf(const Plan &plan, const QString &stepId);

/// Whether the last of Abort, Retry and Compensate says so.
bool wasAborted(const QList<Entry> &entries);
bool isCompensating(const QList<Entry> &entries);
/// Ids of the steps that were about to be applied at least once, the last one first.
QStringList appliedLastFirst(const QList<Entry> &entries);

} // namespace slipway::operations
