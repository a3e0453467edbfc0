#include "expressions/lexer.h"

#include "expressions/letters.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace slipway::expressions {

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

bool isWordPart(char c)
{
    return isLetter(c) || isDigit(c) || c == '_' || c == '-';
}

/// What ends a word or a number.
bool isBoundary(char c)
{
    return isBlank(c) || std::string_view("()[],.!<>=&|").contains(c);
}

double parseWhole(std::string_view digits, int base)
{
    quint64 value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc() || end != digits.data() + digits.size())
        return notANumber;
    return static_cast<double>(value);
}

double parseDecimal(std::string_view text)
{
    if (text.empty() || (!isDigit(text.front()) && text.front() != '.'))
        return notANumber;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size())
        return notANumber;
    if (error == std::errc::result_out_of_range)
        return text.contains("e-") || text.contains("E-") ? 0 : infinity;
    return error == std::errc() ? value : notANumber;
}

} // namespace

double parseNumber(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return 0;
    if (text.starts_with("0x") || text.starts_with("0X"))
        return parseWhole(text.substr(2), 16);
    if (text.starts_with("0o") || text.starts_with("0O"))
        return parseWhole(text.substr(2), 8);
    const bool isNegative = text.front() == '-';
    if (isNegative || text.front() == '+')
        text.remove_prefix(1);
    const double value = text == "Infinity" ? infinity : parseDecimal(text);
    return isNegative ? -value : value;
}

Token Lexer::next()
{
    while (m_at < m_text.size() && isBlank(m_text[m_at]))
        ++m_at;
    const Token token = lex();
    m_last = token.kind;
    return token;
}

Token Lexer::lex()
{
    if (m_at >= m_text.size())
        return {TokenKind::End, {m_at, m_at}, 0};
    switch (m_text[m_at]) {
    case '(': return made(TokenKind::LeftParenthesis, 1);
    case ')': return made(TokenKind::RightParenthesis, 1);
    case '[': return made(TokenKind::LeftBracket, 1);
    case ']': return made(TokenKind::RightBracket, 1);
    case ',': return made(TokenKind::Comma, 1);
    case '*': return made(TokenKind::Star, 1);
    case '!': return operatorOr('=', TokenKind::NotEqual, TokenKind::Not);
    case '<': return operatorOr('=', TokenKind::LessOrEqual, TokenKind::Less);
    case '>': return operatorOr('=', TokenKind::GreaterOrEqual, TokenKind::Greater);
    case '=': return operatorOr('=', TokenKind::Equal, TokenKind::Unexpected);
    case '&': return operatorOr('&', TokenKind::And, TokenKind::Unexpected);
    case '|': return operatorOr('|', TokenKind::Or, TokenKind::Unexpected);
    case '\'': return string();
    case '+':
    case '-': return number();
    case '.':
        if (m_last == TokenKind::Word || m_last == TokenKind::Star || m_last == TokenKind::RightBracket
            || m_last == TokenKind::RightParenthesis)
            return made(TokenKind::Dot, 1);
        return number();
    default: return isDigit(m_text[m_at]) ? number() : word();
    }
}

Token Lexer::made(TokenKind kind, quint32 length, double number)
{
    const quint32 begin = m_at;
    m_at += length;
    return {kind, {begin, m_at}, number};
}

Token Lexer::operatorOr(char second, TokenKind both, TokenKind alone)
{
    return m_at + 1 < m_text.size() && m_text[m_at + 1] == second ? made(both, 2) : made(alone, 1);
}

Token Lexer::number()
{
    quint32 length = 1;
    while (m_at + length < m_text.size() && (!isBoundary(m_text[m_at + length]) || m_text[m_at + length] == '.'))
        ++length;
    const double value = parseNumber(m_text.substr(m_at, length));
    return std::isnan(value) ? unexpected() : made(TokenKind::Number, length, value);
}

Token Lexer::string()
{
    auto end = m_text.find('\'', m_at + 1);
    while (end != std::string_view::npos && end + 1 < m_text.size() && m_text[end + 1] == '\'')
        end = m_text.find('\'', end + 2);
    if (end == std::string_view::npos)
        return made(TokenKind::Unterminated, static_cast<quint32>(m_text.size()) - m_at);
    return made(TokenKind::String, static_cast<quint32>(end) + 1 - m_at);
}

Token Lexer::word()
{
    const char first = m_text[m_at];
    if (!isLetter(first) && first != '_')
        return unexpected();
    quint32 length = 1;
    while (m_at + length < m_text.size() && isWordPart(m_text[m_at + length]))
        ++length;
    if (m_at + length < m_text.size() && !isBoundary(m_text[m_at + length]))
        return unexpected();
    const std::string_view word = m_text.substr(m_at, length);
    if (m_last == TokenKind::Dot || length > 8)
        return made(TokenKind::Word, length);
    if (word == "true" || word == "false")
        return made(TokenKind::Boolean, length, word == "true" ? 1 : 0);
    if (word == "null")
        return made(TokenKind::Null, length);
    if (word == "NaN")
        return made(TokenKind::Number, length, notANumber);
    if (word == "Infinity")
        return made(TokenKind::Number, length, infinity);
    return made(TokenKind::Word, length);
}

Token Lexer::unexpected()
{
    quint32 length = 1;
    while (m_at + length < m_text.size() && !isBoundary(m_text[m_at + length]))
        ++length;
    return made(TokenKind::Unexpected, length);
}

} // namespace slipway::expressions
