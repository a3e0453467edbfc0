#pragma once

#include "operations/journal.h"
#include "operations/runner.h"

/// What the audit log and a parked operation say. Pure.
namespace slipway::operations {

/// A line on the operation as a whole for each of its targets.
QList<AuditLine> linesOf(const Operation &operation, const QString &actor, const QString &act, const QString &words,
                         const QDateTime &at);
/// The line on a step, with the target that its input names, else the plan's first.
AuditLine lineOf(const Operation &operation, const StepSpec &step, const QString &act, const QString &words,
                 const QDateTime &at);
/// Of a start: who begins what, each guard that a person's reason overrides, and the reason for the whole, which is the
/// plan's fact "reason".
QList<AuditLine> startLines(const Operation &operation, const QDateTime &at);

/// A sentence out of a title and, where there is one, what came of it: "Replace machine 148e: Runs v42."
QString stepSentence(const StepSpec &step, const QString &words);
/// What to do next about an operation that stopped, and what of it the runner can do.
Standing parkedStanding(const Operation &operation, const QList<Entry> &entries);
/// The same where the journal itself is in trouble.
Standing troubledStanding(const base::Error &error);

} // namespace slipway::operations
