#pragma once

#include "expressions/lexer.h"
#include "expressions/parser.h"

namespace slipway::expressions {

/// What is wrong with a token that cannot stand where it does.
SyntaxError errorAt(const Token &token, std::string_view text);

} // namespace slipway::expressions
