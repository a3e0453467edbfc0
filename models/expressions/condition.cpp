#include "expressions/condition.h"

#include "expressions/functions.h"
#include "expressions/letters.h"
#include "expressions/templates.h"

namespace slipway::expressions {

namespace {

Decision decisionOf(std::optional<bool> truth, std::vector<Range> unknowns)
{
    if (!truth)
        return {Decision::Answer::Unknown, std::move(unknowns)};
    return {*truth ? Decision::Answer::Runs : Decision::Answer::DoesNotRun, {}};
}

std::optional<bool> succeeded(const Given &given)
{
    if (given.state == RunState::Unknown)
        return {};
    return given.state == RunState::Success;
}

/// With three values: false when one is false, else unknown when one is unknown.
std::optional<bool> both(std::optional<bool> one, std::optional<bool> other)
{
    if (one == false || other == false)
        return false;
    return one && other ? std::optional(true) : std::nullopt;
}

Range shifted(Range range, quint32 by)
{
    return {range.begin + by, range.end + by};
}

} // namespace

Condition conditionOf(std::string_view text)
{
    if (const auto sole = soleTemplate(text))
        return {sole->inner, false};
    return {{0, static_cast<quint32>(text.size())}, hasTemplate(text)};
}

bool asksForStatus(const Ast &ast)
{
    for (NodeId id = 0; id < ast.size(); ++id) {
        if (ast[id].kind != Kind::Call)
            continue;
        const FunctionFact *fact = findFunction(ast.name(id));
        if (fact && isStatusFunction(fact->function))
            return true;
    }
    return false;
}

std::expected<Decision, EvaluationError> evaluateCondition(std::string_view text, const Given &given)
{
    const Condition condition = conditionOf(text);
    const Range inner = condition.inner;
    if (condition.isAlwaysTrue || trimmed(text).empty())
        return decisionOf(succeeded(given), {});
    const auto ast = parse(text.substr(inner.begin, inner.size()));
    if (!ast)
        return std::unexpected(EvaluationError{shifted(ast.error().range, inner.begin), ast.error().message});
    auto made = evaluate(*ast, given);
    if (!made)
        return std::unexpected(EvaluationError{shifted(made.error().range, inner.begin), made.error().message});
    for (Range &range : made->unknowns)
        range = shifted(range, inner.begin);
    const auto truth = made->value.truth();
    return decisionOf(asksForStatus(*ast) ? truth : both(succeeded(given), truth), std::move(made->unknowns));
}

} // namespace slipway::expressions
