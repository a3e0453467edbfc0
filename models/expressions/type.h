#pragma once

#include <QtTypes>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace slipway::expressions {

/// What is known about a value before a run. A small value: copies share what they hold. Names have no case.
///
/// Objects are strict (no properties but the known ones), open (others may be there, of any type) or maps (others have
/// one type, as in `env`).
class Type
{
public:
    enum class Kind : quint8 { Any, Null, Boolean, Number, String, Array, Object };
    struct Property;
    using Properties = std::vector<Property>;

    /// Any.
    Type() = default;

    static Type any() { return {}; }
    static Type null() { return Type(Kind::Null); }
    static Type boolean() { return Type(Kind::Boolean); }
    static Type number() { return Type(Kind::Number); }
    static Type string() { return Type(Kind::String); }
    static Type array(Type element);
    /// What `.*` makes: properties asked of it are asked of each element.
    static Type filtered(Type element);
    /// Of several properties with one name, the first counts.
    static Type strictObject(Properties properties);
    static Type strictObject();
    static Type openObject(Properties properties);
    static Type openObject();
    static Type map(Type value, Properties properties);
    static Type map(Type value);

    Kind kind() const { return m_kind; }
    bool is(Kind kind) const { return m_kind == kind; }
    bool isFiltered() const { return m_isFiltered; }
    bool isStrict() const { return m_isStrict; }

    /// An array's element; what an object's unknown properties are; any for all else.
    const Type &element() const;
    /// Of an object, sorted by name.
    std::span<const Property> properties() const;
    /// Null when the object is strict and has none of this name. For an unknown name of another object: `element`.
    const Type *property(std::string_view name) const;

    /// For objects: adds a property, or gives it another type. Cheap for the only copy.
    void setProperty(std::string_view name, Type type);

    /// Whether a value of `other` may stand where this is wanted, as GitHub converts: a number is a text too, and
    /// everything is true or false.
    bool accepts(const Type &other) const;
    /// What holds for a value that is of one or of the other.
    Type merged(const Type &other) const;

    /// For people: "string", "array of number", "object {cache-hit: string}".
    std::string name() const;

    bool operator==(const Type &other) const;

    /// A type that lives as long as the program: copies of it count no references.
    static Type immortal(const Type &type);

private:
    struct Shape;
    explicit Type(Kind kind)
        : m_kind(kind)
    { }
    static Type object(Type rest, Properties properties, bool isStrict);
    Type mergedObject(const Type &other) const;

    Kind m_kind = Kind::Any;
    bool m_isFiltered = false;
    bool m_isStrict = false;
    std::shared_ptr<Shape> m_shape;
};

struct Type::Property {
    std::string name;
    Type type;
};

} // namespace slipway::expressions
