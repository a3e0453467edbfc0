#include "expressions/value.h"

#include "expressions/letters.h"
#include "expressions/lexer.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

namespace slipway::expressions {

namespace {

const Value::Items noItems;
const Value::Members noMembers;
const std::string noText;

bool isAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

constexpr char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

QString upperText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUpper();
}

/// Both as one kind: booleans and null become numbers, and texts beside numbers.
bool areCompared(Value &left, Value &right)
{
    const auto isPlain = [](const Value &value) {
        return value.is(Value::Kind::Null) || value.is(Value::Kind::Boolean);
    };
    if (left.kind() == right.kind())
        return true;
    if (isPlain(left))
        left = Value(left.number());
    if (isPlain(right))
        right = Value(right.number());
    if (left.is(Value::Kind::Number) && right.is(Value::Kind::String))
        right = Value(right.number());
    else if (left.is(Value::Kind::String) && right.is(Value::Kind::Number))
        left = Value(left.number());
    return left.kind() == right.kind();
}

} // namespace

Value Value::unknown(std::optional<bool> truth)
{
    Value value;
    value.m_data = Unknown{truth};
    return value;
}

Value Value::array(Items items)
{
    Value value;
    value.m_data = std::make_shared<const Items>(std::move(items));
    return value;
}

Value Value::object(Members members)
{
    Value value;
    value.m_data = std::make_shared<const Object>(Object{std::move(members), false});
    return value;
}

Value Value::partialObject(Members members)
{
    Value value;
    value.m_data = std::make_shared<const Object>(Object{std::move(members), true});
    return value;
}

Value::Kind Value::kind() const
{
    static constexpr std::array kinds = {Kind::Null,   Kind::Unknown, Kind::Boolean, Kind::Number,
                                         Kind::String, Kind::Array,   Kind::Object};
    return kinds[m_data.index()];
}

const Value::Items &Value::items() const
{
    const auto *held = std::get_if<ItemsPtr>(&m_data);
    return held ? **held : noItems;
}

const Value::Members &Value::members() const
{
    const auto *held = std::get_if<ObjectPtr>(&m_data);
    return held ? (*held)->members : noMembers;
}

const std::string &Value::string() const
{
    const auto *held = std::get_if<std::string>(&m_data);
    return held ? *held : noText;
}

bool Value::isPartial() const
{
    const auto *held = std::get_if<ObjectPtr>(&m_data);
    return held && (*held)->isPartial;
}

Value Value::member(std::string_view name) const
{
    const Members &all = members();
    const auto found = std::find_if(all.rbegin(), all.rend(), [name](const auto &member) {
        return sameName(member.first, name)
            || (!isAscii(name) && compareTexts(member.first, name) == std::weak_ordering::equivalent);
    });
    if (found != all.rend())
        return found->second;
    return isPartial() ? unknown() : Value();
}

std::optional<bool> Value::truth() const
{
    switch (kind()) {
    case Kind::Unknown: return std::get<Unknown>(m_data).truth;
    case Kind::Null: return false;
    case Kind::Boolean: return std::get<bool>(m_data);
    case Kind::Number: return number() != 0 && !std::isnan(number());
    case Kind::String: return !string().empty();
    case Kind::Array:
    case Kind::Object: break;
    }
    return true;
}

double Value::number() const
{
    switch (kind()) {
    case Kind::Null: return 0;
    case Kind::Boolean: return std::get<bool>(m_data) ? 1 : 0;
    case Kind::Number: return std::get<double>(m_data);
    case Kind::String: return parseNumber(string());
    default: return std::numeric_limits<double>::quiet_NaN();
    }
}

std::string Value::text() const
{
    switch (kind()) {
    case Kind::Boolean: return std::get<bool>(m_data) ? "true" : "false";
    case Kind::Number: return numberText(number());
    case Kind::String: return string();
    case Kind::Array: return "Array";
    case Kind::Object: return "Object";
    default: return {};
    }
}

bool Value::isSame(const Value &other) const
{
    if (is(Kind::Array) && other.is(Kind::Array))
        return std::get<ItemsPtr>(m_data) == std::get<ItemsPtr>(other.m_data);
    return is(Kind::Object) && other.is(Kind::Object)
        && std::get<ObjectPtr>(m_data) == std::get<ObjectPtr>(other.m_data);
}

bool Value::operator==(const Value &other) const
{
    if (kind() != other.kind())
        return false;
    switch (kind()) {
    case Kind::Unknown: return truth() == other.truth();
    case Kind::Null: return true;
    case Kind::Boolean: return truth() == other.truth();
    case Kind::Number: return number() == other.number() || (std::isnan(number()) && std::isnan(other.number()));
    case Kind::String: return string() == other.string();
    case Kind::Array: return items() == other.items();
    case Kind::Object: break;
    }
    return isPartial() == other.isPartial() && members().size() == other.members().size()
        && std::ranges::all_of(members(), [&other](const auto &member) {
               return std::ranges::find(other.members(), member) != other.members().end();
           });
}

bool looselyEqual(const Value &left, const Value &right)
{
    if (left.is(Value::Kind::Array) || left.is(Value::Kind::Object))
        return left.isSame(right);
    return looselyCompare(left, right) == std::partial_ordering::equivalent;
}

std::partial_ordering looselyCompare(const Value &left, const Value &right)
{
    Value one = left;
    Value other = right;
    if (!areCompared(one, other))
        return std::partial_ordering::unordered;
    switch (one.kind()) {
    case Value::Kind::Null: return std::partial_ordering::equivalent;
    case Value::Kind::Boolean:
    case Value::Kind::Number: return one.number() <=> other.number();
    case Value::Kind::String: return compareTexts(one.string(), other.string());
    default: return std::partial_ordering::unordered;
    }
}

std::string numberText(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number < 0 ? "-Infinity" : "Infinity";
    // Minus zero is written without its sign.
    if (number == 0)
        return "0";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.15G", number);
    return text.data();
}

std::weak_ordering compareTexts(std::string_view one, std::string_view other)
{
    if (isAscii(one) && isAscii(other))
        return std::lexicographical_compare_three_way(
            one.begin(), one.end(), other.begin(), other.end(),
            [](char a, char b) -> std::weak_ordering { return upper(a) <=> upper(b); });
    const int order = upperText(one).compare(upperText(other));
    return order <=> 0;
}

} // namespace slipway::expressions
