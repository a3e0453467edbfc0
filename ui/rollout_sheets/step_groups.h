#pragma once

#include "operations/plan.h"

namespace slipway::rollout_sheets {

using std::chrono::milliseconds;

/// Steps that are one number in a plan.
struct StepGroup {
    QString heading;
    QList<operations::StepSpec> steps;
    operations::StepTime time = operations::StepTime::Normal;
    /// From the first one's start to the last one's end; 0: not known.
    milliseconds expected{0};
    /// The plan does it once more at the end, whatever happens.
    bool isAlsoAtEnd = false;
};

/// In the plan's order; neighbours of one heading and one time belong together.
QList<StepGroup> groupsOf(const operations::Plan &plan);

} // namespace slipway::rollout_sheets
