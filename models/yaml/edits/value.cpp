#include "yaml/edits/value.h"

#include "yaml/scalars.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace slipway::yaml {

namespace {

/// Pairs that are being compared or are equal: shared values would else be compared as often as they are reached.
using Compared = std::set<std::pair<const Value *, const Value *>>;

std::optional<double> parsed(const std::string &text)
{
    const char *begin = text.c_str();
    char *end = nullptr;
    const double number = std::strtod(begin, &end);
    if (end == begin + text.size() && end != begin)
        return number;
    return std::nullopt;
}

bool areEqualNumbers(const std::string &a, const std::string &b)
{
    if (a == b)
        return true;
    const auto left = parsed(a);
    const auto right = parsed(b);
    return left && right && *left == *right;
}

bool areEqual(const Value &a, const Value &b, Compared &compared);

bool areEqual(const ValuePtr &a, const ValuePtr &b, Compared &compared)
{
    if (a == b)
        return true;
    if (a.use_count() > 1 && a->isCollection() && !compared.insert({a.get(), b.get()}).second)
        return true;
    return areEqual(*a, *b, compared);
}

bool areEqualMaps(const Value &a, const Value &b, Compared &compared)
{
    std::vector<bool> taken(b.members.size());
    size_t from = 0;
    for (const auto &member : a.members) {
        size_t at = from;
        const auto isIt = [&](size_t i) { return !taken[i] && b.members[i].key == member.key; };
        while (at < b.members.size() && !isIt(at))
            ++at;
        for (size_t i = 0; at == b.members.size() && i < from; ++i)
            at = isIt(i) ? i : at;
        if (at == b.members.size() || !areEqual(member.value, b.members[at].value, compared))
            return false;
        taken[at] = true;
        from = at == from ? from + 1 : from;
    }
    return true;
}

bool areEqual(const Value &a, const Value &b, Compared &compared)
{
    if (a.type != b.type || a.members.size() != b.members.size())
        return false;
    switch (a.type) {
    case Value::Type::Null: return true;
    case Value::Type::Number: return areEqualNumbers(a.text, b.text);
    case Value::Type::Boolean:
    case Value::Type::Text: return a.text == b.text;
    case Value::Type::Map: return areEqualMaps(a, b, compared);
    case Value::Type::List: break;
    }
    for (size_t i = 0; i < a.members.size(); ++i) {
        if (!areEqual(a.members[i].value, b.members[i].value, compared))
            return false;
    }
    return true;
}

ValuePtr scalarValue(Node node)
{
    const auto value = std::make_shared<Value>();
    value->text = node.text();
    switch (meaningOf(node)) {
    case Meaning::Null: value->text.clear(); break;
    case Meaning::Boolean:
        value->type = Value::Type::Boolean;
        value->text = booleanOf(node).value_or(false) ? "true" : "false";
        break;
    case Meaning::Integer:
    case Meaning::Real: value->type = Value::Type::Number; break;
    case Meaning::Text: value->type = Value::Type::Text; break;
    }
    return value;
}

template<typename AnyValue>
auto lastNamed(AnyValue &value, std::string_view key) -> decltype(value.members.data())
{
    const auto end = value.members.rend();
    const auto found =
        value.type == Value::Type::Map ? std::ranges::find(value.members.rbegin(), end, key, &Value::Member::key) : end;
    return found == end ? nullptr : &*found;
}

} // namespace

Value::Member *Value::find(std::string_view key)
{
    return lastNamed(*this, key);
}

const Value::Member *Value::find(std::string_view key) const
{
    return lastNamed(*this, key);
}

ValuePtr makeText(std::string_view text)
{
    return std::make_shared<Value>(Value{.type = Value::Type::Text, .text = std::string(text)});
}

ValuePtr makeNull()
{
    return std::make_shared<Value>();
}

ValuePtr makeList(const std::vector<ValuePtr> &items)
{
    const auto list = std::make_shared<Value>(Value{.type = Value::Type::List});
    for (const auto &item : items)
        list->members.push_back({{}, item});
    return list;
}

ValuePtr makeMap(std::vector<Value::Member> members)
{
    return std::make_shared<Value>(Value{.type = Value::Type::Map, .members = std::move(members)});
}

ValuePtr copyOf(const ValuePtr &value)
{
    const auto copy = std::make_shared<Value>(*value);
    copy->isAnchored = false;
    for (auto &member : copy->members) {
        member.value = copyOf(member.value);
        member.isAlias = false;
    }
    return copy;
}

bool areEqual(const Value &a, const Value &b)
{
    Compared compared;
    return areEqual(a, b, compared);
}

ValuePtr ValueReader::read(Node node)
{
    if (!node)
        return makeNull();
    const bool isShared = node.isAlias() || !node.anchor().empty();
    if (!isShared)
        return make(node);
    const Node meant = node.resolved();
    if (!meant)
        return makeNull();
    if (const auto found = m_anchored.find(meant.index()); found != m_anchored.end())
        return found->second;
    auto value = make(meant);
    value->isAnchored = true;
    m_anchored.emplace(meant.index(), value);
    return value;
}

ValuePtr ValueReader::make(Node node)
{
    if (node.isScalar() || node.isNull()) {
        auto value = scalarValue(node);
        if (node == m_lineless)
            value->text += '\n';
        return value;
    }
    const auto value = std::make_shared<Value>();
    value->members.reserve(static_cast<size_t>(node.size()));
    if (node.isMapping()) {
        value->type = Value::Type::Map;
        for (const auto entry : entries(node))
            value->members.push_back({std::string(entry.key.text()), read(entry.value), entry.value.isAlias()});
    } else if (node.isSequence()) {
        value->type = Value::Type::List;
        for (const Node item : items(node))
            value->members.push_back({{}, read(item), item.isAlias()});
    }
    return value;
}

ValuePtr valueOf(Node node)
{
    ValueReader reader;
    return reader.read(node);
}

} // namespace slipway::yaml
