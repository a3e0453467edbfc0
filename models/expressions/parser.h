#pragma once

#include "expressions/ast.h"

#include <QString>

#include <expected>

namespace slipway::expressions {

/// GitHub's limits. Source: its expression parser.
inline constexpr int deepestExpression = 50;
/// In UTF-16 units.
inline constexpr qsizetype longestExpression = 21'000;

/// Why a text is no expression.
struct SyntaxError {
    enum class Code : quint8 {
        Empty,
        UnexpectedEnd,      ///< an operand or a closing bracket is missing at the end
        UnexpectedSymbol,
        UnterminatedString,
        DoubleQuotes,       ///< "text" instead of 'text'
        BadOperator,        ///< =, &, |, +, ?: and others that the language does not have
        TooLong,
        TooDeep,
    };
    Code code = Code::UnexpectedSymbol;
    /// Never empty, unless the text is.
    Range range;
    /// What is wrong and what to do.
    QString message;

    bool operator==(const SyntaxError &) const = default;
};

/// Reads `text`, which stands between `${{` and `}}` or is the whole of an `if`. Names are not judged here: see
/// check.h. Takes time in proportion to the size; any thread.
std::expected<Ast, SyntaxError> parse(std::string_view text);

/// The same into an `ast` whose memory is used again. After an error, `ast` is empty.
std::expected<void, SyntaxError> parse(std::string_view text, Ast &ast);

} // namespace slipway::expressions
