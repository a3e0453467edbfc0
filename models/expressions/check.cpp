#include "expressions/checker.h"

#include "base/nearest.h"
#include "expressions/letters.h"
#include "expressions/words.h"

#include <algorithm>
#include <array>

namespace slipway::expressions {

namespace {

using enum Type::Kind;

/// Whether the values can be equal at all. A list and a text never are: they are compared as numbers, and a list is
/// none.
bool canBeEqual(const Type &left, const Type &right)
{
    const auto isLoose = [](const Type &type) { return type.is(Any) || type.is(Null); };
    const auto isPlain = [](const Type &type) { return !type.is(Array) && !type.is(Object); };
    if (isLoose(left) || isLoose(right))
        return true;
    if (isPlain(left) || isPlain(right))
        return isPlain(left) && isPlain(right);
    if (left.is(Array) && right.is(Array))
        return canBeEqual(left.element(), right.element());
    return left.kind() == right.kind();
}

bool hasOrder(const Type &type)
{
    return type.is(Any) || type.is(Number) || type.is(String);
}

QStringList namesOf(const Type &object)
{
    // Each is compared with what was written: of a very long list the first ones must do.
    constexpr size_t mostNames = 200;
    QStringList names;
    const auto properties = object.properties();
    for (const Type::Property &property : properties.first(std::min(properties.size(), mostNames)))
        names.append(QString::fromStdString(property.name));
    return names;
}

/// What all values of an object have in common.
Type elementOf(const Type &object)
{
    const auto properties = object.properties();
    if (properties.empty())
        return object.element();
    Type common = object.isStrict() ? properties.front().type : object.element();
    for (const Type::Property &property : properties)
        common = common.merged(property.type);
    return common;
}

QString available(const Availability &availability)
{
    QStringList names;
    for (int at = 0; at < contextCount; ++at)
        if (const auto context = static_cast<Context>(at); availability.contexts.contains(context))
            names.append(quote(nameOf(context)));
    if (names.isEmpty())
        return Words::tr("No context is available here.");
    return Words::tr("Available are %1.").arg(names.join(u", "));
}

/// Why a context holds nothing, and what would change that.
QString adviceForEmpty(std::optional<Context> context)
{
    switch (context.value_or(Context::Github)) {
    case Context::Inputs: return Words::tr("The workflow has no inputs: add some to its trigger.");
    case Context::Matrix: return Words::tr("The job has no matrix: add one under `strategy`.");
    case Context::Needs: return Words::tr("The job waits for no other: add it to `needs`.");
    case Context::Steps: return Words::tr("No step before this one has an `id`: give it one.");
    default: return Words::tr("It holds nothing.");
    }
}

} // namespace

const Type *plainType(Type::Kind kind)
{
    static const std::array types = {Type::any(), Type::null(), Type::boolean(), Type::number(), Type::string()};
    return &types[static_cast<size_t>(kind)];
}

const Type *Checker::typeOf(NodeId id)
{
    return typeOf(id, Narrowing::None);
}

const Type *Checker::typeOf(NodeId id, Narrowing narrowing)
{
    switch (m_ast[id].kind) {
    case Kind::Null: return plainType(Null);
    case Kind::Boolean: return plainType(Boolean);
    case Kind::Number: return plainType(Number);
    case Kind::String: return plainType(String);
    case Kind::Context: return contextType(id);
    case Kind::Property: return propertyType(id);
    case Kind::Index: return indexType(id);
    case Kind::Filter: return filterType(id);
    case Kind::Call: return callType(id);
    case Kind::Not: typeOf(m_ast[id].first); return plainType(Boolean);
    case Kind::And:
    case Kind::Or: return logicalType(id, narrowing);
    default: checkComparison(id); return plainType(Boolean);
    }
}

const Type *Checker::logicalType(NodeId id, Narrowing narrowing)
{
    const bool isAnd = m_ast[id].kind == Kind::And;
    // `a && b` is a only when a is false, and `a || b` only when a is true.
    const Narrowing ofLeft = isAnd ? Narrowing::False : Narrowing::True;
    const Type *type = nullptr;
    for (NodeId child = m_ast[id].first; child != noNode; child = m_ast[child].next) {
        const bool isLast = m_ast[child].next == noNode;
        const Type *operand = typeOf(child, isLast ? narrowing : ofLeft);
        if (!type || (isLast && narrowing == (isAnd ? Narrowing::True : Narrowing::False)))
            type = operand;
        else if (type != operand)
            type = made(type->merged(*operand));
    }
    return type;
}

const Type *Checker::contextType(NodeId id)
{
    const std::string_view name = m_ast.name(id);
    const Range range = m_ast[id].range;
    const auto context = findContext(name);
    if (!context) {
        QStringList names;
        for (int at = 0; at < contextCount; ++at)
            names.append(QString::fromLatin1(nameOf(static_cast<Context>(at))));
        const QString word = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        report(
            Code::UnknownContext, m_ast[id].name,
            Words::tr("%1 is no context. %2 Put texts in single quotes.").arg(quote(name), base::suggest(word, names)),
            base::nearest(word, names).toStdString());
        return plainType(Any);
    }
    if (!m_scope.availability().contexts.contains(*context))
        report(Code::ContextNotAvailable, range,
               Words::tr("%1 cannot be used here. %2").arg(quote(name), available(m_scope.availability())));
    return &m_scope.type(*context);
}

const Type *Checker::propertyType(NodeId id)
{
    const NodeId receiver = m_ast[id].first;
    const Type &type = *typeOf(receiver);
    const std::string_view name = m_ast.name(id);
    const Range range = m_ast[id].name;
    if (type.is(Any))
        return plainType(Any);
    if (type.is(Array) && type.isFiltered())
        return filteredProperty(id, type);
    if (!type.is(Object)) {
        report(Code::NotAnObject, range,
               Words::tr("%1 cannot be asked of a value of type %2. Only objects have properties.")
                   .arg(quote(name), QString::fromStdString(type.name())));
        return plainType(Any);
    }
    checkVariableName(receiver, name, range);
    const Type *found = type.property(name);
    if (found)
        return found;
    reportUnknownProperty(receiver, range, name, type);
    return plainType(Any);
}

const Type *Checker::filteredProperty(NodeId id, const Type &list)
{
    const Type &element = list.element();
    const std::string_view name = m_ast.name(id);
    if (element.is(Any))
        return &list;
    const Type *found = element.property(name);
    if (found)
        return made(Type::filtered(*found));
    if (element.is(Object))
        reportUnknownProperty(m_ast[id].first, m_ast[id].name, name, element);
    else
        report(Code::NotAnObject, m_ast[id].name,
               Words::tr("%1 cannot be asked of elements of type %2. Only objects have properties.")
                   .arg(quote(name), QString::fromStdString(element.name())));
    return plainType(Any);
}

const Type *Checker::filterType(NodeId id)
{
    const Type &type = *typeOf(m_ast[id].first);
    if (type.is(Any) || type.isFiltered())
        return made(Type::filtered(Type::any()));
    if (type.is(Array))
        return made(Type::filtered(type.element()));
    if (type.is(Object))
        return made(Type::filtered(elementOf(type)));
    report(Code::NotFilterable, m_ast[id].name,
           Words::tr("A value of type %1 has no elements. Use `*` on lists and objects.")
               .arg(QString::fromStdString(type.name())));
    return plainType(Any);
}

const Type *Checker::indexType(NodeId id)
{
    const NodeId receiver = m_ast[id].first;
    const NodeId index = m_ast[receiver].next;
    const Type &by = *typeOf(index);
    const Type &type = *typeOf(receiver);
    if (type.is(Any) || (type.is(Array) && type.isFiltered()))
        return plainType(Any);
    const QString given = QString::fromStdString(by.name());
    if (type.is(Array)) {
        if (by.is(Any) || by.is(Number))
            return &type.element();
        report(Code::IndexType, m_ast[index].range,
               Words::tr("A list is indexed by a number, not by a value of type %1.").arg(given));
    } else if (type.is(Object)) {
        if (m_ast[index].kind == Kind::String)
            return namedIndexType(id, index, type);
        if (by.is(Any) || by.is(String) || by.is(Number))
            return type.isStrict() ? plainType(Any) : &type.element();
        report(Code::IndexType, m_ast[index].range,
               Words::tr("An object is indexed by a name, not by a value of type %1.").arg(given));
    } else {
        report(Code::NotAnObject, m_ast[id].name,
               Words::tr("A value of type %1 cannot be indexed. Only lists and objects can.")
                   .arg(QString::fromStdString(type.name())));
    }
    return plainType(Any);
}

const Type *Checker::namedIndexType(NodeId id, NodeId index, const Type &object)
{
    const std::string name = m_ast.string(index);
    const Range quotes = m_ast[index].name;
    checkVariableName(m_ast[id].first, name, m_ast[index].range);
    const Type *found = object.property(name);
    if (found)
        return found;
    reportUnknownProperty(m_ast[id].first, {quotes.begin + 1, quotes.end - 1}, name, object);
    return plainType(Any);
}

void Checker::checkComparison(NodeId id)
{
    const Node &node = m_ast[id];
    const Type &left = *typeOf(node.first);
    const Type &right = *typeOf(m_ast[node.first].next);
    const bool isEquality = node.kind == Kind::Equal || node.kind == Kind::NotEqual;
    if (isEquality ? canBeEqual(left, right) : hasOrder(left) && hasOrder(right))
        return;
    report(Code::Comparison, node.range,
           Words::tr("%1 and %2 never compare with %3. Compare values of one simple type.")
               .arg(QString::fromStdString(left.name()), QString::fromStdString(right.name()), quote(m_ast.name(id))));
}

void Checker::checkVariableName(NodeId receiver, std::string_view name, Range range)
{
    if (m_ast[receiver].kind != Kind::Context || findContext(m_ast.name(receiver)) != Context::Vars)
        return;
    const auto isAllowed = [](char c) { return isLetter(c) || isDigit(c) || c == '_'; };
    if (sameName(name.substr(0, 7), "GITHUB_"))
        report(Code::VariableName, range,
               Words::tr("No variable may begin with GITHUB_. Use another name, or the `github` context."));
    else if (!std::ranges::all_of(name, isAllowed))
        report(Code::VariableName, range,
               Words::tr("%1 cannot be a variable: names have letters, digits and `_` alone.").arg(quote(name)));
}

void Checker::reportUnknownProperty(NodeId receiver, Range range, std::string_view name, const Type &object)
{
    const QStringList names = namesOf(object);
    const QString word = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    const auto context = m_ast[receiver].kind == Kind::Context ? findContext(m_ast.name(receiver)) : std::nullopt;
    const QString advice = names.isEmpty() ? adviceForEmpty(context) : base::suggest(word, names);
    report(Code::UnknownProperty, range,
           Words::tr("%1 has no %2. %3").arg(quote(m_ast.text(m_ast[receiver].range)), quote(name), advice),
           base::nearest(word, names).toStdString());
}

void Checker::report(Code code, Range range, QString message, std::string replacement)
{
    m_findings.push_back({code, range, std::move(message), std::move(replacement)});
}

Checked check(const Ast &ast, const Scope &scope)
{
    if (ast.root() == noNode)
        return {};
    Checker checker(ast, scope);
    const Type type = *checker.typeOf(ast.root());
    return {type, checker.takeFindings()};
}

std::optional<Finding> checkText(const Ast &ast, const Type &type)
{
    if (!type.is(Object) && !type.is(Array) && !type.is(Null))
        return {};
    const Range range = ast.root() == noNode ? Range() : ast[ast.root()].range;
    const QString advice = type.is(Null) ? Words::tr("It gives an empty text. Remove it.")
                                         : Words::tr("Name the part that you want, or write it with `toJSON(…)`.");
    return Finding{Finding::Code::NotText,
                   range,
                   Words::tr("A value of type %1 is no text. %2").arg(QString::fromStdString(type.name()), advice),
                   {}};
}

} // namespace slipway::expressions
