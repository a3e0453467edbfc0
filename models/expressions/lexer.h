#pragma once

#include "expressions/ast.h"

namespace slipway::expressions {

enum class TokenKind : quint8 {
    End,
    Word,           ///< a context, property or function
    Null,
    Boolean,
    Number,
    String,         ///< with its quotes
    LeftParenthesis,
    RightParenthesis,
    LeftBracket,
    RightBracket,
    Comma,
    Dot,
    Star,
    Not,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Unterminated,   ///< a text whose closing quote is missing; reaches to the end
    Unexpected,     ///< what no expression may hold
};

struct Token {
    TokenKind kind = TokenKind::End;
    Range range;
    /// Of a number, and 0 or 1 of a boolean.
    double number = 0;
};

/// Cuts an expression into tokens, one a call. After the last one it gives End for ever; after an Unexpected one it
/// goes on behind it.
///
/// As GitHub's own lexer: `null`, `true`, `false`, `NaN` and `Infinity` are words when they follow a dot; a dot begins
/// a number unless it follows a word, a star or a closing bracket.
class Lexer
{
public:
    explicit Lexer(std::string_view text)
        : m_text(text)
    { }

    Token next();

private:
    Token lex();
    Token made(TokenKind kind, quint32 length, double number = 0);
    Token operatorOr(char second, TokenKind both, TokenKind alone);
    Token number();
    Token string();
    Token word();
    Token unexpected();

    std::string_view m_text;
    quint32 m_at = 0;
    TokenKind m_last = TokenKind::End;
};

/// A number as GitHub reads one of a text: JSON's form, also with a leading sign or dot, hexadecimal (0xff), octal
/// (0o17), `Infinity`. Blanks around it do not count; an empty text is 0. NaN for all else.
/// Source: GitHub's documentation of expressions, "Operators".
double parseNumber(std::string_view text);

} // namespace slipway::expressions
