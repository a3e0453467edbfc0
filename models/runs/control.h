#pragma once

#include "base/clock.h"
#include "runs/actions.h"
#include "runs/plan.h"

namespace slipway::runs {

/// What came of a wish.
struct Outcome {
    /// In a sentence: "Run #1289 is being aborted."
    QString words;
    /// Of a dispatch: the new run, where it could be found.
    std::optional<qint64> run;
    bool operator==(const Outcome &) const = default;
};

/// Does what the plan says. Looks at the run first and refuses, with error conflict, when it is no longer as it was
/// planned for; a plan is never carried out twice. When nobody knows whether a write was taken, looks whether it had
/// its effect; if that cannot be told either, the error says so and keeps outcomeUnknown. GUI thread.
///
/// `clock` outlives the task.
QCoro::Task<base::Result<Outcome>> carryOut(std::shared_ptr<Actions> actions, std::shared_ptr<base::Clock> clock,
                                            Wish wish, std::stop_token stop);

} // namespace slipway::runs
