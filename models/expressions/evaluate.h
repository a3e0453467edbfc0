#pragma once

#include "expressions/ast.h"
#include "expressions/contexts.h"
#include "expressions/value.h"

#include <QString>

#include <array>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace slipway::expressions {

/// How the run stands where an expression is evaluated.
enum class RunState : quint8 { Unknown, Success, Failure, Cancelled };

/// What an expression is given. A context that is not set is unknown.
struct Given {
    std::array<Value, contextCount> contexts = [] {
        std::array<Value, contextCount> unknown;
        unknown.fill(Value::unknown());
        return unknown;
    }();
    RunState state = RunState::Unknown;
    /// hashFiles with these patterns; unknown while absent.
    std::function<Value(std::span<const Value> patterns)> hashFiles;

    void set(Context context, Value value) { contexts[static_cast<size_t>(context)] = std::move(value); }
    const Value &operator[](Context context) const { return contexts[static_cast<size_t>(context)]; }
};

/// Why an expression fails when it is run.
struct EvaluationError {
    Range range;
    QString message;
};

struct Evaluation {
    Value value;
    /// The references and calls whose value was asked for and not known. Empty when `value` is known.
    std::vector<Range> unknowns;
};

/// Lists and texts beyond this many bytes are an error, so that no expression can grow without bounds.
inline constexpr size_t largestValue = 1024 * 1024;

/// By GitHub's rules. A condition that is unknown leaves the result unknown, unless all of its cases agree. Unknown
/// names and wrong counts of arguments are errors as well: see check.h for better words. Pure; any thread.
std::expected<Evaluation, EvaluationError> evaluate(const Ast &ast, const Given &given);

/// The value that the expression has whatever the contexts hold and however the run goes; nothing when there is none,
/// or it fails. Status functions have no such value, `always()` among them.
std::optional<Value> constantValue(const Ast &ast);

/// Whether the expression is true, or false, whatever the contexts hold, as in `'x' || …` and `… && false`. Nothing
/// when that depends.
std::optional<bool> constantTruth(const Ast &ast);

} // namespace slipway::expressions
