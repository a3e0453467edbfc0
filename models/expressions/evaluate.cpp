#include "expressions/evaluator.h"

#include "expressions/words.h"

#include <algorithm>
#include <cmath>

namespace slipway::expressions {

namespace {

using enum Value::Kind;

/// An element of a list by a number or a text that reads as one; null beyond its end.
Value itemAt(const Value &list, const Value &index)
{
    const double at = std::trunc(index.number());
    const bool isWithin = at >= 0 && at < static_cast<double>(list.items().size());
    return isWithin ? list.items()[static_cast<size_t>(at)] : Value();
}

/// Nothing where a filter leaves the element out.
std::optional<Value> partOf(const Value &value, const Value &index)
{
    if (value.is(Array) && !std::isnan(index.number()) && index.number() >= 0
        && index.number() < static_cast<double>(value.items().size()))
        return itemAt(value, index);
    if (!value.is(Object))
        return {};
    const Value found = value.member(index.text());
    const bool isThere = !found.is(Null) || std::ranges::any_of(value.members(), [&index](const auto &member) {
        return compareTexts(member.first, index.text()) == std::weak_ordering::equivalent;
    });
    return isThere ? std::optional(found) : std::nullopt;
}

void appendElements(const Value &value, Value::Items &items)
{
    items.insert(items.end(), value.items().begin(), value.items().end());
    for (const auto &member : value.members())
        items.push_back(member.second);
}

bool isHeld(std::partial_ordering order, Kind kind)
{
    switch (kind) {
    case Kind::Less: return order < 0;
    case Kind::LessOrEqual: return order <= 0;
    case Kind::Greater: return order > 0;
    default: return order >= 0;
    }
}

} // namespace

bool holdsUnknown(const Value &value)
{
    return value.is(Unknown) || value.isPartial() || std::ranges::any_of(value.items(), holdsUnknown)
        || std::ranges::any_of(value.members(), [](const auto &member) { return holdsUnknown(member.second); });
}

Value Evaluator::valueOf(NodeId id)
{
    if (m_hasFailed)
        return {};
    const Node &node = m_ast[id];
    switch (node.kind) {
    case Kind::Null: return {};
    case Kind::Boolean: return Value(node.number != 0);
    case Kind::Number: return Value(node.number);
    case Kind::String: return Value(m_ast.string(id));
    case Kind::Context:
    case Kind::Property:
    case Kind::Index:
    case Kind::Filter: return chainValue(id);
    case Kind::Call: return call(id);
    case Kind::Not: return negation(id);
    case Kind::And:
    case Kind::Or: return logical(id);
    default: return comparison(id);
    }
}

Value Evaluator::chainValue(NodeId id)
{
    Step step = stepOf(id);
    return step.value.is(Unknown) ? unknownAt(m_ast[id].range) : std::move(step.value);
}

Evaluator::Step Evaluator::stepOf(NodeId id)
{
    const Node &node = m_ast[id];
    if (node.kind == Kind::Context)
        return {contextValue(id), false};
    if (node.kind != Kind::Property && node.kind != Kind::Index && node.kind != Kind::Filter)
        return {valueOf(id), false};
    const Step receiver = stepOf(node.first);
    if (m_hasFailed)
        return {};
    if (node.kind == Kind::Filter)
        return filtered(receiver, id);
    const Value index = node.kind == Kind::Property ? Value(m_ast.name(id)) : valueOf(m_ast[node.first].next);
    return named(receiver, index);
}

Value Evaluator::contextValue(NodeId id)
{
    const auto context = findContext(m_ast.name(id));
    if (!context)
        return fail(id, Words::tr("%1 is no context.").arg(quote(m_ast.name(id))));
    return m_given[*context];
}

Evaluator::Step Evaluator::named(const Step &of, const Value &index)
{
    if (of.value.is(Unknown) || index.is(Unknown))
        return {Value::unknown(), false};
    if (!of.isFiltered) {
        if (of.value.is(Array))
            return {itemAt(of.value, index), false};
        return {of.value.is(Object) ? of.value.member(index.text()) : Value(), false};
    }
    Value::Items items;
    for (const Value &item : of.value.items()) {
        if (item.is(Unknown))
            return {Value::unknown(), false};
        if (auto part = partOf(item, index))
            items.push_back(std::move(*part));
    }
    return {Value::array(std::move(items)), true};
}

Evaluator::Step Evaluator::filtered(const Step &of, NodeId id)
{
    if (of.value.is(Unknown) || of.value.isPartial())
        return {Value::unknown(), false};
    Value::Items items;
    if (!of.isFiltered) {
        appendElements(of.value, items);
    } else {
        for (const Value &item : of.value.items()) {
            if (item.is(Unknown) || item.isPartial())
                return {Value::unknown(), false};
            appendElements(item, items);
        }
    }
    if (isTooLarge(id, items.size()))
        return {};
    return {Value::array(std::move(items)), true};
}

Value Evaluator::comparison(NodeId id)
{
    const Node &node = m_ast[id];
    const Value left = valueOf(node.first);
    const Value right = valueOf(m_ast[node.first].next);
    if (left.is(Unknown) || right.is(Unknown))
        return Value::unknown();
    if (node.kind == Kind::Equal || node.kind == Kind::NotEqual)
        return Value(looselyEqual(left, right) == (node.kind == Kind::Equal));
    return Value(isHeld(looselyCompare(left, right), node.kind));
}

Value Evaluator::negation(NodeId id)
{
    const auto truth = valueOf(m_ast[id].first).truth();
    return truth ? Value(!*truth) : Value::unknown();
}

Value Evaluator::logical(NodeId id)
{
    // `&&` ends at the first false operand, `||` at the first true one.
    const bool ending = m_ast[id].kind == Kind::Or;
    bool isOpen = false;
    Value value;
    for (NodeId child = m_ast[id].first; child != noNode; child = m_ast[child].next) {
        value = valueOf(child);
        const auto truth = value.truth();
        // Whichever operand it ended at, all of them are alike in truth.
        if (truth == ending)
            return isOpen ? Value::unknown(ending) : value;
        isOpen = isOpen || !truth;
    }
    return isOpen ? Value::unknown() : value;
}

Value Evaluator::unknownAt(Range range)
{
    m_unknowns.push_back(range);
    return Value::unknown();
}

Value Evaluator::fail(NodeId id, QString message)
{
    if (!m_hasFailed)
        m_error = {m_ast[id].range, std::move(message)};
    m_hasFailed = true;
    return {};
}

bool Evaluator::isTooLarge(NodeId id, size_t size)
{
    if (size > largestValue)
        fail(id, Words::tr("The value grows too large. Use less of it."));
    return size > largestValue;
}

namespace {

std::expected<Evaluation, EvaluationError> evaluated(const Ast &ast, const Given &given, Evaluator::Purpose purpose)
{
    if (ast.root() == noNode)
        return Evaluation{};
    Evaluator evaluator(ast, given, purpose);
    Value value = evaluator.valueOf(ast.root());
    if (evaluator.hasFailed())
        return std::unexpected(evaluator.error());
    const bool isOpen = holdsUnknown(value);
    return Evaluation{std::move(value), isOpen ? evaluator.takeUnknowns() : std::vector<Range>()};
}

} // namespace

std::expected<Evaluation, EvaluationError> evaluate(const Ast &ast, const Given &given)
{
    return evaluated(ast, given, Evaluator::Purpose::Run);
}

std::optional<Value> constantValue(const Ast &ast)
{
    auto made = evaluated(ast, {}, Evaluator::Purpose::Constant);
    if (!made || holdsUnknown(made->value))
        return {};
    return std::move(made->value);
}

std::optional<bool> constantTruth(const Ast &ast)
{
    const auto made = evaluated(ast, {}, Evaluator::Purpose::Constant);
    return made ? made->value.truth() : std::nullopt;
}

} // namespace slipway::expressions
