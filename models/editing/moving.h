#pragma once

#include "base/result.h"
#include "editing/planned.h"

/// Steps and jobs taken to another place, and copies of them. Pure; any thread.
namespace slipway::editing {

/// Why steps may not go into job `toJob`; empty when they may.
QString refusalToMoveSteps(const workflow::Document &document, const QList<Place> &steps, const std::string &toJob);

/// Steps, of one job or several, go before row `toRow` of `toJob`, counted before any is taken out; beyond the last row
/// means the end. They keep their order. Warns when what stays uses their outputs. Nothing to do when they stand there
/// already: then there are no operations. Errors: invalidInput with the words of `refusalToMoveSteps`.
base::Result<Planned> moveSteps(const workflow::Document &document, const QList<Place> &steps, const std::string &toJob,
                                int toRow);

/// The step up (`by` -1) or down (1) among its job's steps, or the job among the jobs of the file. Error: invalidInput
/// at the ends.
base::Result<Planned> moveBy(const workflow::Document &document, const Place &place, int by);

/// Copies of jobs and steps as they are written, comments included, each behind its own; jobs get fresh ids, steps with
/// an id one too. Errors: invalidInput for other parts.
base::Result<Planned> duplicate(const workflow::Document &document, const QList<Place> &places);

} // namespace slipway::editing
