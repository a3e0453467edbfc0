#pragma once

#include "base/result.h"
#include "editing/planned.h"

/// Who waits for whom, drawn with the mouse. `from` is waited for, `to` waits: the edge from ci to deploy is
/// `needs: ci` in deploy. A gate stands for its job as a target. Pure; any thread.
namespace slipway::editing {

/// Why the two may not be joined, in a sentence; empty when they may. Fast enough for each move of a pointer.
QString refusalToConnect(const workflow::Document &document, const Place &from, const Place &to);
/// Errors: invalidInput with the words of `refusalToConnect`.
base::Result<Planned> connectJobs(const workflow::Document &document, const Place &from, const Place &to);

/// Why the edge may not be cut; empty when it may. What leads from a trigger, or from a gate to its job, is no need.
QString refusalToCut(const workflow::Document &document, const Place &from, const Place &to);
/// Warns when expressions of `to` use what `from` puts out. Errors: invalidInput with the words of `refusalToCut`.
base::Result<Planned> cutJobs(const workflow::Document &document, const Place &from, const Place &to);

} // namespace slipway::editing
