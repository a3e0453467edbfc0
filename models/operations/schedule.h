#pragma once

#include "operations/journal.h"
#include "operations/step.h"

#include <QSet>

/// Which step comes next. Pure: from the plan and how far its steps are.
namespace slipway::operations {

/// How the normal steps ended.
enum class Close {
    Succeeded, ///< all are done
    Failed,    ///< one failed for certain
    Unsettled, ///< of one nobody knows, or somebody else is at it
    Aborted,   ///< a person stopped it
};

struct Progress {
    const Plan &plan;
    const QList<StepRecord> &steps;
    /// The steps that this program works on.
    QSet<qsizetype> busy;
    /// Ids of ephemeral steps that hold what they hold in this program.
    QSet<QString> alive;
};

/// Normal steps that may begin now, in the plan's order; ephemeral ones again where they are needed and not alive.
/// Nothing once a normal step failed or is unknown.
QList<qsizetype> readySteps(const Progress &progress);
/// The step at the end that comes next, one at a time: those for how it ended, then those that always run; each after
/// what it comes after. Nothing when there is none left.
std::optional<qsizetype> nextAtEnd(const Progress &progress, Close close);
/// Ephemeral steps that `index` directly or indirectly comes after and that are not alive, first things first.
QList<qsizetype> missingFor(const Progress &progress, qsizetype index);

Close closeOf(const Progress &progress, bool wasAborted);
/// What steps at the end are told: aborted also where steps were stopped half-way, if none failed by itself.
Ending endingOf(const Progress &progress, Close close, bool wasAborted);
/// Whether anything outside changed, or may have.
bool hasEffects(const Operation &operation, const QList<Entry> &entries);
/// Steps still to be taken back, the one applied last first.
QList<qsizetype> toRevert(const Operation &operation, const QList<Entry> &entries);

} // namespace slipway::operations
