#pragma once

#include <QtTypes>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace slipway::expressions {

/// What an expression gives. A small value: copies share lists and objects. Unknown is what the caller could not tell;
/// what is worked out of it is unknown as well, unless it comes to the same in every case.
class Value
{
public:
    enum class Kind : quint8 { Unknown, Null, Boolean, Number, String, Array, Object };
    using Items = std::vector<Value>;
    using Members = std::vector<std::pair<std::string, Value>>;

    /// Null.
    Value() = default;
    Value(bool value)
        : m_data(value)
    { }
    Value(double value)
        : m_data(value)
    { }
    Value(std::string value)
        : m_data(std::move(value))
    { }
    Value(std::string_view value)
        : m_data(std::string(value))
    { }
    Value(const char *value)
        : m_data(std::string(value))
    { }

    /// `truth`: whether it counts as true, when that much is known.
    static Value unknown(std::optional<bool> truth = {});
    static Value array(Items items);
    /// In the given order. Of several members with one name, case aside, the last counts.
    static Value object(Members members);
    /// An object of which some members alone are known: all others are unknown instead of null.
    static Value partialObject(Members members);

    Kind kind() const;
    bool is(Kind wanted) const { return kind() == wanted; }
    /// Empty for all but arrays, objects.
    const Items &items() const;
    const Members &members() const;
    /// Empty for all but texts.
    const std::string &string() const;

    /// A member of an object without regard to case, null when there is none (unknown in a partial object).
    Value member(std::string_view name) const;
    bool isPartial() const;

    /// False for null, false, 0, NaN and the empty text. Nothing when it is unknown.
    std::optional<bool> truth() const;
    /// As GitHub converts: null is 0, a text what `parseNumber` reads, lists and objects NaN. NaN for unknown.
    double number() const;
    /// As GitHub converts: null is empty, lists are "Array", objects "Object". Empty for unknown.
    std::string text() const;

    /// Whether both hold the same, exactly: the order of members aside. For tests and caches.
    bool operator==(const Value &other) const;
    /// Whether both are the same list or object, and not just alike.
    bool isSame(const Value &other) const;

private:
    struct Unknown {
        std::optional<bool> truth;
    };
    struct Object {
        Members members;
        bool isPartial = false;
    };
    using ItemsPtr = std::shared_ptr<const Items>;
    using ObjectPtr = std::shared_ptr<const Object>;

    std::variant<std::monostate, Unknown, bool, double, std::string, ItemsPtr, ObjectPtr> m_data;
};

/// GitHub's loose equality: different kinds are compared as numbers, texts without regard to case; lists and objects
/// equal only themselves. Neither may be unknown.
bool looselyEqual(const Value &left, const Value &right);

/// Less than, equal or greater; unordered when one is NaN or they cannot be compared. Neither may be unknown.
std::partial_ordering looselyCompare(const Value &left, const Value &right);

/// A number as GitHub writes it: 15 digits at most, `1E+20` for large ones.
std::string numberText(double number);

/// Texts without regard to case, by their upper case letters.
std::weak_ordering compareTexts(std::string_view one, std::string_view other);

} // namespace slipway::expressions
