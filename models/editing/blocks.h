#pragma once

#include "base/result.h"
#include "editing/planned.h"

/// What the blocks of the palette do when they are let go on a part of the graph. Pure; any thread.
///
/// Their ids: "job", "step.run", "step.action", "gate", "condition", "matrix", "artifact", "trigger" and "trigger."
/// with an event, as in "trigger.push".
namespace slipway::editing {

bool isBlock(const QString &block);

/// Why `block` may not be put on `target`, in a sentence; empty when it may. `index`: before which step of a job, -1 at
/// the end. Fast enough for each move of a pointer.
QString refusal(const workflow::Document &document, const QString &block, const Place &target, int index = -1);

/// What it does there:
/// - job: a job of its own; on a job, one that waits for it. It has a runner, a time limit and a checkout.
/// - step.run, step.action: a step before `index`, on a step behind that.
/// - gate: an environment; condition: an `if`; matrix: a matrix of one row, which the job uses.
/// - artifact: a job hands files to the one that waits for it: an upload there, a download here.
/// - trigger…: the event with usual settings; "trigger" takes the first usual one that is not there.
/// Errors: invalidInput with the words of `refusal`.
base::Result<Planned> operationsFor(const workflow::Document &document, const QString &block, const Place &target,
                                    int index = -1);

} // namespace slipway::editing
