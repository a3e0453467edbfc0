#pragma once

#include "expressions/ast.h"
#include "workflow/model.h"

#include <span>
#include <string_view>
#include <vector>

namespace slipway::diagnostics {

/// One way in which a workflow starts: an event, and one of its activity types where they are known. Of a schedule it
/// is one of the times, as `cron` has it.
struct Start {
    const workflow::Trigger *trigger = nullptr;
    /// Empty when it may be any, or when the event has none.
    std::string_view type;

    std::string_view event() const { return trigger->text(); }
};

/// All of them. GitHub's default types count where the file gives none.
std::vector<Start> startsOf(const workflow::Workflow &workflow);

/// Whether a condition is certainly false for this start: decided from the event's name and type, the ref and what the
/// event's payload can hold. What the run itself decides counts as unknown.
/// Facts: GitHub's documentation of the `github` context, of events that trigger workflows, and of expressions.
bool isNeverTrue(const expressions::Ast &condition, const Start &start);

} // namespace slipway::diagnostics
