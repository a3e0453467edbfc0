#include "expressions/symbol_error.h"

#include "expressions/letters.h"
#include "expressions/words.h"

namespace slipway::expressions {

using Code = SyntaxError::Code;

namespace {

QString operatorAdvice(std::string_view symbol)
{
    switch (symbol.front()) {
    case '=': return Words::tr("One `=` is no operator. Compare with `==`.");
    case '&': return Words::tr("One `&` is no operator. Write `&&` for “and”.");
    case '|': return Words::tr("One `|` is no operator. Write `||` for “or”.");
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': return Words::tr("Expressions cannot calculate: %1. Work the value out in a step.").arg(quote(symbol));
    case '?':
    case ':': return Words::tr("There is no `? :` here. Write `case(condition, value, otherwise)`.");
    default: return {};
    }
}

/// The last letter that is no blank: an error there can be seen.
Range lastLetter(std::string_view text)
{
    const std::string_view core = trimmed(text);
    const auto end = static_cast<quint32>(core.data() - text.data()) + static_cast<quint32>(core.size());
    return {end - 1, end};
}

} // namespace

SyntaxError errorAt(const Token &token, std::string_view text)
{
    const Range range = token.range;
    const TokenKind kind = token.kind;
    if (kind == TokenKind::End)
        return {Code::UnexpectedEnd, lastLetter(text),
                Words::tr("The expression ends where a value is missing. Add the value.")};
    if (kind == TokenKind::Unterminated)
        return {Code::UnterminatedString, range, Words::tr("The text has no closing quote. Add `'` at its end.")};
    const std::string_view symbol = text.substr(range.begin, range.size());
    if (symbol.starts_with('"'))
        return {Code::DoubleQuotes, range,
                Words::tr("Texts stand in single quotes here. Write %1.").arg(quote("'text'"))};
    if (kind == TokenKind::Unexpected || kind == TokenKind::Number || kind == TokenKind::Star)
        if (const QString advice = operatorAdvice(symbol); !advice.isEmpty())
            return {Code::BadOperator, range, advice};
    return {Code::UnexpectedSymbol, range,
            Words::tr("%1 is not expected here. Remove it, or complete what stands before it.").arg(quote(symbol))};
}

} // namespace slipway::expressions
