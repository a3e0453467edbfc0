#include "expressions/functions.h"

#include "expressions/letters.h"
#include "expressions/words.h"

#include <algorithm>
#include <array>

namespace slipway::expressions {

namespace {

constexpr int many = 255;

constexpr std::array<FunctionFact, functionCount> facts = {{
    {Function::Always, "always", "always()", 0, 0, true,
     QT_TRANSLATE_NOOP("Expressions", "True whatever happened, also when the run is cancelled.")},
    {Function::Cancelled, "cancelled", "cancelled()", 0, 0, true,
     QT_TRANSLATE_NOOP("Expressions", "True when the run was cancelled.")},
    {Function::Case, "case", "case(condition, value, …, otherwise)", 3, many, false,
     QT_TRANSLATE_NOOP("Expressions", "The value after the first condition that is true, else the last argument.")},
    {Function::Contains, "contains", "contains(search, item)", 2, 2, false,
     QT_TRANSLATE_NOOP("Expressions", "Whether a list has the item, or a text has it within. Ignores case.")},
    {Function::EndsWith, "endsWith", "endsWith(text, end)", 2, 2, false,
     QT_TRANSLATE_NOOP("Expressions", "Whether a text ends with another. Ignores case.")},
    {Function::Failure, "failure", "failure()", 0, 0, true,
     QT_TRANSLATE_NOOP("Expressions", "True when a step before, or a job that this one waits for, has failed.")},
    {Function::Format, "format", "format(pattern, value, …)", 2, many, false,
     QT_TRANSLATE_NOOP("Expressions", "The pattern with `{0}`, `{1}`, … replaced by the values. `{{` is a brace.")},
    {Function::FromJson, "fromJSON", "fromJSON(text)", 1, 1, false,
     QT_TRANSLATE_NOOP("Expressions", "The value that a JSON text stands for: a list, an object, a number, …")},
    {Function::HashFiles, "hashFiles", "hashFiles(pattern, …)", 1, many, true,
     QT_TRANSLATE_NOOP("Expressions", "SHA-256 of all files that the patterns match; empty when none does.")},
    {Function::Join, "join", "join(list, separator)", 1, 2, false,
     QT_TRANSLATE_NOOP("Expressions", "The list's values in one text, with a comma or the separator between them.")},
    {Function::StartsWith, "startsWith", "startsWith(text, start)", 2, 2, false,
     QT_TRANSLATE_NOOP("Expressions", "Whether a text starts with another. Ignores case.")},
    {Function::Success, "success", "success()", 0, 0, true,
     QT_TRANSLATE_NOOP("Expressions", "True when nothing before has failed and the run is not cancelled.")},
    {Function::ToJson, "toJSON", "toJSON(value)", 1, 1, false,
     QT_TRANSLATE_NOOP("Expressions", "The value as indented JSON.")},
}};

} // namespace

std::span<const FunctionFact> functions()
{
    return facts;
}

const FunctionFact &factOf(Function function)
{
    return facts[static_cast<size_t>(function)];
}

const FunctionFact *findFunction(std::string_view name)
{
    const auto found = std::ranges::find_if(facts, [name](const auto &fact) { return sameName(fact.name, name); });
    return found == facts.end() ? nullptr : &*found;
}

QString documentationOf(const FunctionFact &fact)
{
    return Words::tr(fact.documentation);
}

bool isStatusFunction(Function function)
{
    return function == Function::Success || function == Function::Failure || function == Function::Cancelled
        || function == Function::Always;
}

} // namespace slipway::expressions
