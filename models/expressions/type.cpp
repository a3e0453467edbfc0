#include "expressions/type.h"

#include "expressions/letters.h"

#include <algorithm>
#include <mutex>

namespace slipway::expressions {

/// Of an array or object. Shared by all copies; changed only while one alone holds it.
struct Type::Shape {
    /// The element, or what unknown properties are.
    Type rest;
    /// By name.
    Properties properties;
};

namespace {

const Type anyType;
constexpr size_t mostShown = 8;

bool isBefore(const Type::Property &property, std::string_view name)
{
    return compareNames(property.name, name) < 0;
}

std::string_view plainName(Type::Kind kind)
{
    switch (kind) {
    case Type::Kind::Null: return "null";
    case Type::Kind::Boolean: return "boolean";
    case Type::Kind::Number: return "number";
    case Type::Kind::String: return "string";
    case Type::Kind::Array: return "array";
    case Type::Kind::Object: return "object";
    case Type::Kind::Any: break;
    }
    return "any";
}

} // namespace

Type Type::array(Type element)
{
    Type type(Kind::Array);
    type.m_shape = std::make_shared<Shape>(Shape{std::move(element), {}});
    return type;
}

Type Type::filtered(Type element)
{
    Type type = array(std::move(element));
    type.m_isFiltered = true;
    return type;
}

Type Type::object(Type rest, Properties properties, bool isStrict)
{
    std::ranges::stable_sort(
        properties, [](const Property &one, const Property &other) { return compareNames(one.name, other.name) < 0; });
    const auto [first, last] = std::ranges::unique(
        properties, [](const Property &one, const Property &other) { return sameName(one.name, other.name); });
    properties.erase(first, last);
    Type type(Kind::Object);
    type.m_isStrict = isStrict;
    type.m_shape = std::make_shared<Shape>(Shape{std::move(rest), std::move(properties)});
    return type;
}

Type Type::strictObject(Properties properties)
{
    return object({}, std::move(properties), true);
}

Type Type::openObject(Properties properties)
{
    return object({}, std::move(properties), false);
}

Type Type::map(Type value, Properties properties)
{
    return object(std::move(value), std::move(properties), false);
}

Type Type::strictObject()
{
    return strictObject({});
}

Type Type::openObject()
{
    return openObject({});
}

Type Type::map(Type value)
{
    return map(std::move(value), {});
}

Type Type::immortal(const Type &type)
{
    // Threads that check at the same time would else fight for one counter.
    static std::mutex mutex;
    static std::vector<std::shared_ptr<Shape>> kept;
    Type made = type;
    if (type.m_shape) {
        const std::scoped_lock lock(mutex);
        kept.push_back(type.m_shape);
        made.m_shape = std::shared_ptr<Shape>(std::shared_ptr<void>(), type.m_shape.get());
    }
    return made;
}

const Type &Type::element() const
{
    return m_shape ? m_shape->rest : anyType;
}

std::span<const Type::Property> Type::properties() const
{
    return m_shape ? std::span<const Property>(m_shape->properties) : std::span<const Property>();
}

const Type *Type::property(std::string_view name) const
{
    if (m_kind != Kind::Object)
        return nullptr;
    const Properties &all = m_shape->properties;
    const auto found = std::lower_bound(all.begin(), all.end(), name, isBefore);
    if (found != all.end() && sameName(found->name, name))
        return &found->type;
    return m_isStrict ? nullptr : &m_shape->rest;
}

void Type::setProperty(std::string_view name, Type type)
{
    if (m_kind != Kind::Object)
        return;
    // An immortal shape counts no holders: it is copied as well.
    if (m_shape.use_count() != 1)
        m_shape = std::make_shared<Shape>(*m_shape);
    Properties &all = m_shape->properties;
    const auto found = std::lower_bound(all.begin(), all.end(), name, isBefore);
    if (found != all.end() && sameName(found->name, name))
        found->type = std::move(type);
    else
        all.insert(found, {std::string(name), std::move(type)});
}

bool Type::accepts(const Type &other) const
{
    if (m_kind == Kind::Any || other.m_kind == Kind::Any || m_kind == Kind::Boolean)
        return true;
    if (m_kind == Kind::String)
        return other.m_kind == Kind::String || other.m_kind == Kind::Number;
    if (m_kind != other.m_kind)
        return false;
    if (m_kind == Kind::Array)
        return element().accepts(other.element());
    return std::ranges::all_of(properties(), [&other](const Property &wanted) {
        const Type *given = other.property(wanted.name);
        return !given || wanted.type.accepts(*given);
    });
}

Type Type::merged(const Type &other) const
{
    if (m_kind != other.m_kind) {
        const bool isText = (m_kind == Kind::String && other.m_kind == Kind::Number)
            || (m_kind == Kind::Number && other.m_kind == Kind::String);
        return isText ? string() : any();
    }
    if (m_kind == Kind::Array)
        return m_shape == other.m_shape ? *this : array(element().merged(other.element()));
    return m_kind == Kind::Object && m_shape != other.m_shape ? mergedObject(other) : *this;
}

Type Type::mergedObject(const Type &other) const
{
    if (properties().empty() && isStrict())
        return other;
    if (other.properties().empty() && other.isStrict())
        return *this;
    Properties both(properties().begin(), properties().end());
    const auto own = both.size();
    for (const Property &added : other.properties()) {
        const auto end = both.begin() + static_cast<std::ptrdiff_t>(own);
        const auto found = std::lower_bound(both.begin(), end, added.name, isBefore);
        if (found != end && sameName(found->name, added.name))
            found->type = found->type.merged(added.type);
        else
            both.push_back(added);
    }
    if (isStrict() && other.isStrict())
        return strictObject(std::move(both));
    const Type rest = isStrict() ? other.element() : other.isStrict() ? element() : element().merged(other.element());
    return map(rest, std::move(both));
}

std::string Type::name() const
{
    if (m_kind == Kind::Array)
        return "array of " + element().name();
    if (m_kind != Kind::Object || (properties().empty() && !isStrict() && element().is(Kind::Any)))
        return std::string(plainName(m_kind));
    std::string text = "object {";
    const auto all = properties();
    const auto separate = [&text] { text += text.ends_with('{') ? "" : ", "; };
    for (const Property &property : all.first(std::min(all.size(), mostShown))) {
        separate();
        text += property.name + ": " + property.type.name();
    }
    if (all.size() > mostShown || (!isStrict() && element().is(Kind::Any))) {
        separate();
        text += "…";
    } else if (!isStrict()) {
        separate();
        text += "*: " + element().name();
    }
    return text + '}';
}

bool Type::operator==(const Type &other) const
{
    if (m_kind != other.m_kind || m_isStrict != other.m_isStrict || m_isFiltered != other.m_isFiltered)
        return false;
    if (m_shape == other.m_shape)
        return true;
    return element() == other.element()
        && std::ranges::equal(properties(), other.properties(), [](const Property &one, const Property &two) {
               return sameName(one.name, two.name) && one.type == two.type;
           });
}

} // namespace slipway::expressions
