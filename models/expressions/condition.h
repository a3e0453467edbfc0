#pragma once

#include "expressions/evaluate.h"
#include "expressions/parser.h"

namespace slipway::expressions {

/// The text of an `if`, in either way of writing.
struct Condition {
    /// The expression, without `${{` and `}}` when they hold all of it.
    Range inner;
    /// There is text around `${{ }}`, be it a line end: GitHub makes one text of it, which is never empty, and so
    /// always true.
    bool isAlwaysTrue = false;
};

Condition conditionOf(std::string_view text);

/// Whether it calls success, failure, cancelled or always, so that GitHub adds no `success() &&`.
bool asksForStatus(const Ast &ast);

/// What an `if` comes to.
struct Decision {
    enum class Answer : quint8 { Runs, DoesNotRun, Unknown };
    Answer answer = Answer::Unknown;
    /// When unknown: the parts of the text on which it depends. `success()` that is not written has no part.
    std::vector<Range> unknowns;
};

/// Whether what has this `if` runs. An empty text is `success()`. Errors: the text is no expression, or fails when
/// run; ranges are within `text`.
std::expected<Decision, EvaluationError> evaluateCondition(std::string_view text, const Given &given);

} // namespace slipway::expressions
