#pragma once

#include "expressions/lexer.h"
#include "expressions/scope.h"

#include <optional>
#include <string>
#include <vector>

namespace slipway::workflow {

/// What stands before the word at the cursor in an expression.
struct ExpressionPlace {
    enum class Kind : quint8 {
        Operand,    ///< a value may begin
        Property,   ///< of `chain`: behind its dot, or in its brackets and quotes
        Text,       ///< in quotes, compared with `chain`, which may be empty
        Nothing,    ///< an operator is due
    };
    Kind kind = Kind::Nothing;
    /// "needs.build", without the dot or bracket behind it.
    std::string_view chain;
};

/// `before`: the expression's text up to the word.
ExpressionPlace expressionPlace(std::string_view before);

/// What a chain is, as far as the scope tells; any when it is no expression.
expressions::Type typeOfChain(std::string_view chain, const expressions::Scope &scope);

/// The names of a chain, "steps", "build", "outputs"; `*` for filters and what is computed. Empty when it does not
/// begin with a context.
std::vector<std::string> namesOfChain(std::string_view chain);

} // namespace slipway::workflow
