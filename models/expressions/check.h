#pragma once

#include "expressions/ast.h"
#include "expressions/scope.h"

#include <QString>

#include <optional>
#include <vector>

namespace slipway::expressions {

/// Something that an expression gets wrong, though it can be read.
struct Finding {
    enum class Code : quint8 {
        UnknownContext,
        ContextNotAvailable,    ///< not at this key
        UnknownFunction,
        FunctionNotAvailable,   ///< not at this key
        ArgumentCount,
        ArgumentType,
        UnknownProperty,        ///< of an object whose properties are known
        NotAnObject,            ///< a property of what has none
        NotFilterable,          ///< `.*` of what has no elements with properties
        IndexType,              ///< a list by a text, an object by a number
        Comparison,             ///< of values that never compare
        FormatPattern,          ///< format() has no argument for a place, or a brace stands alone
        FormatSurplus,          ///< format() has an argument without a place, which nothing reads
        BrokenJson,             ///< fromJSON() of a text that is none
        VariableName,           ///< `vars.…` by a name that no variable can have
        NotText,                ///< an object, list or null in the midst of a text
    };
    Code code = Code::UnknownContext;
    Range range;
    /// What is wrong and what to do.
    QString message;
    /// What was probably meant, to be written in the place of `range`; empty when nothing is near.
    std::string replacement;
};

struct Checked {
    /// What the expression gives; any where that cannot be said.
    Type type;
    /// In the order in which they were found.
    std::vector<Finding> findings;
};

/// Judges names, types and arguments. The rules are GitHub's documented ones, with the types as strict as they can be
/// said before a run. Pure; any thread.
Checked check(const Ast &ast, const Scope &scope);

/// What is wrong with an expression of `type` that stands among other text, or where a text is wanted: GitHub writes
/// an object as "Object", a list as "Array" and null as nothing.
std::optional<Finding> checkText(const Ast &ast, const Type &type);

} // namespace slipway::expressions
