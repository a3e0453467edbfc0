#pragma once

#include "operations/plan.h"
#include "rollout/draft.h"

namespace slipway::rollout_sheets {

/// The design's plan: patient-graph-api from v43 to v42, a migration crossed, three machines.
operations::Plan rollBackPlan();
/// The same as a draft, with all that a sheet can ask.
rollout::Draft rollBackDraft();
operations::Guard guard(operations::Guard::Level level, const QString &id);

} // namespace slipway::rollout_sheets
