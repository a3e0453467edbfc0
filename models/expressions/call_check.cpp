#include "base/nearest.h"
#include "expressions/checker.h"
#include "expressions/format_pattern.h"
#include "expressions/json_text.h"
#include "expressions/words.h"

#include <algorithm>
#include <ranges>

namespace slipway::expressions {

namespace {

using enum Type::Kind;

bool isText(const Type &type)
{
    return type.is(Any) || type.is(String) || type.is(Number);
}

bool isTextList(const Type &type)
{
    return type.is(Array) && !type.element().is(Object) && !type.element().is(Array);
}

Type typeOfJson(const Value &value)
{
    switch (value.kind()) {
    case Value::Kind::Null: return Type::null();
    case Value::Kind::Boolean: return Type::boolean();
    case Value::Kind::Number: return Type::number();
    case Value::Kind::String: return Type::string();
    case Value::Kind::Unknown: return Type::any();
    case Value::Kind::Array: {
        if (value.items().empty())
            return Type::array(Type::any());
        Type element = typeOfJson(value.items().front());
        for (const Value &item : value.items() | std::views::drop(1))
            element = element.merged(typeOfJson(item));
        return Type::array(std::move(element));
    }
    case Value::Kind::Object: break;
    }
    Type::Properties properties;
    for (const auto &member : value.members())
        properties.push_back({member.first, typeOfJson(member.second)});
    return Type::strictObject(std::move(properties));
}

bool isSpecialStatus(Function function)
{
    return function == Function::Success || function == Function::Failure;
}

} // namespace

const Type *Checker::callType(NodeId id)
{
    std::vector<const Type *> arguments;
    arguments.reserve(m_ast[id].count);
    for (NodeId child = m_ast[id].first; child != noNode; child = m_ast[child].next)
        arguments.push_back(typeOf(child));
    const std::string_view name = m_ast.name(id);
    const FunctionFact *fact = findFunction(name);
    if (!fact) {
        QStringList names;
        for (const FunctionFact &known : functions())
            names.append(QString::fromLatin1(known.name));
        const QString word = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
        report(Code::UnknownFunction, m_ast[id].name,
               Words::tr("%1 is no function. %2").arg(quote(name), base::suggest(word, names)),
               base::nearest(word, names).toStdString());
        return plainType(Any);
    }
    if (!m_scope.availability().allows(fact->function)) {
        const QString where =
            fact->function == Function::HashFiles ? Words::tr("in the keys of a step") : Words::tr("in an `if`");
        report(Code::FunctionNotAvailable, m_ast[id].name,
               Words::tr("%1 cannot be called here, only %2.").arg(quote(fact->name), where));
    }
    if (checkCount(id, *fact))
        checkArguments(id, *fact, arguments);
    return resultOf(id, *fact, arguments);
}

bool Checker::checkCount(NodeId id, const FunctionFact &fact)
{
    const int count = m_ast[id].count;
    const bool namesJobs = isSpecialStatus(fact.function) && m_scope.availability().canNameJobs;
    const int most = namesJobs ? 255 : fact.mostArguments;
    QString wanted;
    if (count < fact.leastArguments)
        wanted = Words::tr("at least %n argument(s)", nullptr, fact.leastArguments);
    else if (count > most)
        wanted = most == 0 ? Words::tr("no argument") : Words::tr("at most %n argument(s)", nullptr, most);
    else if (fact.function == Function::Case && count % 2 == 0)
        wanted = Words::tr("conditions each with a value, and one more value at the end");
    else
        return true;
    report(Code::ArgumentCount, m_ast[id].range,
           Words::tr("%1 has %n argument(s), but takes %2: %3.", nullptr, count)
               .arg(quote(fact.name), wanted, quote(fact.signature)));
    return false;
}

void Checker::checkArgument(NodeId argument, const FunctionFact &fact, int position, bool isRight,
                            const QString &wanted, const Type &given)
{
    if (!isRight)
        report(Code::ArgumentType, m_ast[argument].range,
               Words::tr("Argument %1 of %2 must be %3, and this is of type %4.")
                   .arg(position + 1)
                   .arg(quote(fact.name), wanted, QString::fromStdString(given.name())));
}

void Checker::checkArguments(NodeId id, const FunctionFact &fact, const std::vector<const Type *> &arguments)
{
    const Function function = fact.function;
    if (function == Function::ToJson || function == Function::Case)
        return;
    int position = 0;
    for (NodeId child = m_ast[id].first; child != noNode; child = m_ast[child].next, ++position) {
        const Type &given = *arguments[static_cast<size_t>(position)];
        const bool isFirst = position == 0;
        if (isFirst && function == Function::Contains)
            checkArgument(child, fact, position, isText(given) || given.is(Array), Words::tr("a text or a list"),
                          given);
        else if (isFirst && function == Function::Join)
            checkArgument(child, fact, position, isText(given) || isTextList(given), Words::tr("a list of texts"),
                          given);
        else if (function == Function::Contains && arguments.front()->kind() != String)
            continue;
        else if (isFirst || function != Function::Format)
            checkArgument(child, fact, position, isText(given), Words::tr("a text"), given);
    }
    if (function == Function::Format)
        checkFormat(id);
}

void Checker::checkFormat(NodeId id)
{
    const NodeId pattern = m_ast[id].first;
    if (m_ast[pattern].kind != Kind::String)
        return;
    const std::string text = m_ast.string(pattern);
    const auto parts = parseFormat(text);
    if (!parts) {
        report(Code::FormatPattern, m_ast[pattern].range,
               Words::tr("The pattern has a brace that stands alone: %1. Double it, or write a place such as `{0}`.")
                   .arg(quote(std::string_view(text).substr(parts.error()))));
        return;
    }
    const int given = m_ast[id].count - 1;
    std::vector<bool> isUsed(static_cast<size_t>(given));
    for (const FormatPart &part : *parts) {
        if (part.argument >= given)
            report(Code::FormatPattern, m_ast[pattern].range,
                   Words::tr("The pattern has a place {%1}, but only %n value(s) follow. Add the missing one.", nullptr,
                             given)
                       .arg(part.argument));
        else if (part.argument >= 0)
            isUsed[static_cast<size_t>(part.argument)] = true;
    }
    for (int at = 0; at < given; ++at)
        if (!isUsed[static_cast<size_t>(at)])
            report(Code::FormatSurplus, m_ast[m_ast.child(id, at + 1)].range,
                   Words::tr("The pattern has no place {%1} for this value. Add it, or remove the value.").arg(at));
}

const Type *Checker::jsonType(NodeId id)
{
    const NodeId text = m_ast[id].first;
    if (text == noNode || m_ast[text].kind != Kind::String)
        return plainType(Any);
    const std::string source = m_ast.string(text);
    const auto value = parseJson(source);
    if (value)
        return made(typeOfJson(*value));
    const std::string_view rest = std::string_view(source).substr(std::min(value.error().offset, source.size()));
    report(Code::BrokenJson, m_ast[text].range,
           rest.empty()
               ? Words::tr("This JSON text ends too early. Complete it.")
               : Words::tr("This text is no JSON from %1 on. Names and texts need double quotes.").arg(quote(rest)));
    return plainType(Any);
}

const Type *Checker::caseType(NodeId id, const FunctionFact &fact, const std::vector<const Type *> &arguments)
{
    const Type *type = nullptr;
    for (size_t at = 0; at < arguments.size(); ++at) {
        const bool isCondition = at % 2 == 0 && at + 1 < arguments.size();
        if (isCondition) {
            const bool isRight = arguments[at]->is(Boolean) || arguments[at]->is(Any);
            checkArgument(m_ast.child(id, static_cast<int>(at)), fact, static_cast<int>(at), isRight,
                          Words::tr("true or false, as in a comparison"), *arguments[at]);
        } else {
            type = type ? made(type->merged(*arguments[at])) : arguments[at];
        }
    }
    return type;
}

const Type *Checker::resultOf(NodeId id, const FunctionFact &fact, const std::vector<const Type *> &arguments)
{
    switch (fact.function) {
    case Function::Format:
    case Function::HashFiles:
    case Function::Join:
    case Function::ToJson: return plainType(String);
    case Function::FromJson: return jsonType(id);
    case Function::Case:
        return arguments.size() % 2 == 1 && arguments.size() > 2 ? caseType(id, fact, arguments) : plainType(Any);
    default: return plainType(Boolean);
    }
}

} // namespace slipway::expressions
