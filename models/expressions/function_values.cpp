#include "expressions/evaluator.h"
#include "expressions/format_pattern.h"
#include "expressions/json_text.h"
#include "expressions/words.h"

#include <algorithm>

namespace slipway::expressions {

namespace {

using enum Value::Kind;

bool isPlain(const Value &value)
{
    return !value.is(Array) && !value.is(Object);
}

bool sameText(std::string_view one, std::string_view other)
{
    return compareTexts(one, other) == std::weak_ordering::equivalent;
}

bool startsWith(std::string_view text, std::string_view start)
{
    return start.size() <= text.size() && sameText(text.substr(0, start.size()), start);
}

bool endsWith(std::string_view text, std::string_view end)
{
    return end.size() <= text.size() && sameText(text.substr(text.size() - end.size()), end);
}

std::string folded(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUpper().toStdString();
}

bool anyUnknown(const Value::Items &arguments)
{
    return std::ranges::any_of(arguments, [](const Value &value) { return value.is(Unknown); });
}

} // namespace

Value Evaluator::call(NodeId id)
{
    const FunctionFact *fact = findFunction(m_ast.name(id));
    if (!fact)
        return fail(id, Words::tr("%1 is no function.").arg(quote(m_ast.name(id))));
    const int count = m_ast[id].count;
    const bool isStatus = isStatusFunction(fact->function);
    // The documentation wants a value for format, but the pattern alone works.
    const int least = fact->function == Function::Format ? 1 : fact->leastArguments;
    if (!isStatus && (count < least || count > fact->mostArguments))
        return fail(
            id, Words::tr("%1 has a wrong number of arguments: %2.").arg(quote(fact->name), quote(fact->signature)));
    if (isStatus)
        return statusValue(id, fact->function);
    if (fact->function == Function::Case)
        return caseValue(id);
    Value::Items arguments;
    for (NodeId child = m_ast[id].first; child != noNode; child = m_ast[child].next)
        arguments.push_back(valueOf(child));
    return m_hasFailed ? Value() : result(id, fact->function, arguments);
}

Value Evaluator::caseValue(NodeId id)
{
    NodeId child = m_ast[id].first;
    for (; m_ast[child].next != noNode; child = m_ast[m_ast[child].next].next) {
        const Value condition = valueOf(child);
        if (m_hasFailed)
            return {};
        if (condition.is(Unknown))
            return Value::unknown();
        if (!condition.is(Boolean))
            return fail(child, Words::tr("A condition of `case` must be true or false. Compare with `==`."));
        if (condition.truth() == true)
            return valueOf(m_ast[child].next);
        if (m_ast[m_ast[child].next].next == noNode)
            return fail(id, Words::tr("`case` needs one more value at the end, for when no condition holds."));
    }
    return valueOf(child);
}

Value Evaluator::result(NodeId id, Function function, const Value::Items &arguments)
{
    switch (function) {
    case Function::Contains: return contains(arguments);
    case Function::Join: return joined(id, arguments);
    case Function::Format: return formatted(id, arguments);
    case Function::ToJson: return toJson(id, arguments.front());
    case Function::FromJson: return fromJson(id, arguments.front());
    case Function::HashFiles: return hashed(id, arguments);
    default: break;
    }
    if (anyUnknown(arguments))
        return Value::unknown();
    const Value &text = arguments[0];
    const Value &part = arguments[1];
    if (!isPlain(text) || !isPlain(part))
        return Value(false);
    const bool isStart = function == Function::StartsWith;
    return Value(isStart ? startsWith(text.text(), part.text()) : endsWith(text.text(), part.text()));
}

Value Evaluator::statusValue(NodeId id, Function function)
{
    if (m_purpose == Purpose::Constant)
        return Value::unknown();
    if (function == Function::Always)
        return Value(true);
    // Which jobs are asked for is not known here.
    if (m_given.state == RunState::Unknown || m_ast[id].count > 0)
        return unknownAt(m_ast[id].range);
    switch (function) {
    case Function::Success: return Value(m_given.state == RunState::Success);
    case Function::Failure: return Value(m_given.state == RunState::Failure);
    default: return Value(m_given.state == RunState::Cancelled);
    }
}

Value Evaluator::contains(const Value::Items &arguments)
{
    const Value &search = arguments[0];
    const Value &item = arguments[1];
    if (search.is(Unknown) || item.is(Unknown))
        return Value::unknown();
    if (search.is(Array)) {
        const auto &items = search.items();
        if (std::ranges::any_of(items, [&](const Value &one) { return !one.is(Unknown) && looselyEqual(one, item); }))
            return Value(true);
        return anyUnknown(items) ? Value::unknown() : Value(false);
    }
    if (!isPlain(search) || !isPlain(item))
        return Value(false);
    return Value(folded(search.text()).contains(folded(item.text())));
}

Value Evaluator::joined(NodeId id, const Value::Items &arguments)
{
    if (anyUnknown(arguments) || anyUnknown(arguments[0].items()))
        return Value::unknown();
    if (!arguments[0].is(Array))
        return Value(isPlain(arguments[0]) ? arguments[0].text() : std::string());
    const std::string separator = arguments.size() > 1 ? arguments[1].text() : ",";
    std::string text;
    bool isFirst = true;
    for (const Value &item : arguments[0].items()) {
        text += isFirst ? std::string() : separator;
        text += item.text();
        isFirst = false;
        if (isTooLarge(id, text.size()))
            return {};
    }
    return Value(std::move(text));
}

Value Evaluator::formatted(NodeId id, const Value::Items &arguments)
{
    if (anyUnknown(arguments))
        return Value::unknown();
    const std::string pattern = arguments[0].text();
    const auto parts = parseFormat(pattern);
    if (!parts)
        return fail(id, Words::tr("The pattern %1 has a brace that stands alone. Double it.").arg(quote(pattern)));
    std::string text;
    for (const FormatPart &part : *parts) {
        if (part.argument + 1 >= static_cast<int>(arguments.size()) && part.argument >= 0)
            return fail(id, Words::tr("The pattern %1 has more places than there are values.").arg(quote(pattern)));
        text += part.argument < 0 ? part.text : arguments[static_cast<size_t>(part.argument) + 1].text();
        if (isTooLarge(id, text.size()))
            return {};
    }
    return Value(std::move(text));
}

Value Evaluator::fromJson(NodeId id, const Value &text)
{
    if (text.is(Unknown))
        return Value::unknown();
    auto made = parseJson(text.text());
    if (!made)
        return fail(id, Words::tr("%1 is no JSON.").arg(quote(text.text())));
    return std::move(*made);
}

Value Evaluator::toJson(NodeId id, const Value &value)
{
    if (holdsUnknown(value)) {
        if (!value.is(Unknown))
            m_unknowns.push_back(m_ast[id].range);
        // Even null is written as a text that is not empty.
        return Value::unknown(true);
    }
    auto text = writeJson(value, largestValue);
    if (!text)
        return fail(id, Words::tr("The value grows too large. Use less of it."));
    return Value(std::move(*text));
}

Value Evaluator::hashed(NodeId id, const Value::Items &arguments)
{
    if (anyUnknown(arguments))
        return Value::unknown();
    return m_given.hashFiles ? m_given.hashFiles(arguments) : unknownAt(m_ast[id].range);
}

} // namespace slipway::expressions
