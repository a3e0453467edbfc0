#pragma once

#include "workflow/meaning_pairs.h"
#include "workflow/meaning_values.h"

#include <string>
#include <vector>

namespace slipway::workflow {

/// A step that a job has lost or gained.
struct LooseStep {
    std::string job;
    int step = -1;
    yaml::ValuePtr value;
    /// Where its sentence stands among the others.
    std::size_t at = 0;
};

/// What changed in the steps of one job, added to `changes`; those that went or came are in `lost` and `gained`, with
/// their sentences, which a move from job to job takes back.
void compareSteps(const std::string &job, const yaml::Value &before, const yaml::Value &after,
                  std::vector<MeaningChange> &changes, std::vector<LooseStep> &lost, std::vector<LooseStep> &gained);

/// Makes one move of a step that one job lost and another gained.
void joinMoves(std::vector<MeaningChange> &changes, const std::vector<LooseStep> &lost,
               const std::vector<LooseStep> &gained);

} // namespace slipway::workflow
