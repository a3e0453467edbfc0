#include "workflow/completion/chain.h"

#include "expressions/check.h"
#include "expressions/parser.h"

namespace slipway::workflow {

using expressions::Token;
using expressions::TokenKind;

namespace {

std::vector<Token> tokensOf(std::string_view text)
{
    std::vector<Token> tokens;
    expressions::Lexer lexer(text);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next())
        tokens.push_back(token);
    return tokens;
}

/// The token that opens the bracket which closes at `at`; -1 when there is none.
int openingOf(const std::vector<Token> &tokens, int at)
{
    int depth = 0;
    for (; at >= 0; --at) {
        const TokenKind kind = tokens[size_t(at)].kind;
        if (kind == TokenKind::RightBracket || kind == TokenKind::RightParenthesis)
            ++depth;
        else if (kind == TokenKind::LeftBracket || kind == TokenKind::LeftParenthesis)
            --depth;
        if (depth == 0)
            return at;
    }
    return -1;
}

/// The first token of the chain that ends at `last`; -1 when none does.
int chainBegin(const std::vector<Token> &tokens, int last)
{
    for (int at = last; at >= 0; --at) {
        const TokenKind kind = tokens[size_t(at)].kind;
        const bool isGroup = kind == TokenKind::RightParenthesis;
        if (isGroup || kind == TokenKind::RightBracket) {
            at = openingOf(tokens, at);
            const bool isCall = isGroup && at > 0 && tokens[size_t(at) - 1].kind == TokenKind::Word;
            if (at < 0 || isGroup)
                return isCall ? at - 1 : at;
            continue;
        }
        if (kind != TokenKind::Word && kind != TokenKind::Star)
            return -1;
        if (at == 0 || tokens[size_t(at) - 1].kind != TokenKind::Dot)
            return kind == TokenKind::Word ? at : -1;
        --at;
    }
    return -1;
}

std::string_view chainEndingAt(std::string_view text, const std::vector<Token> &tokens, int last)
{
    const int first = chainBegin(tokens, last);
    if (first < 0)
        return {};
    const quint32 begin = tokens[size_t(first)].range.begin;
    return text.substr(begin, tokens[size_t(last)].range.end - begin);
}

bool isComparison(TokenKind kind)
{
    return kind == TokenKind::Equal || kind == TokenKind::NotEqual;
}

ExpressionPlace placeInQuotes(std::string_view before, const std::vector<Token> &tokens)
{
    const int previous = static_cast<int>(tokens.size()) - 2;
    if (previous < 0)
        return {ExpressionPlace::Kind::Text, {}};
    const TokenKind kind = tokens[size_t(previous)].kind;
    const std::string_view chain = chainEndingAt(before, tokens, previous - 1);
    if (kind == TokenKind::LeftBracket && !chain.empty())
        return {ExpressionPlace::Kind::Property, chain};
    return {ExpressionPlace::Kind::Text, isComparison(kind) ? chain : std::string_view()};
}

} // namespace

ExpressionPlace expressionPlace(std::string_view before)
{
    const std::vector<Token> tokens = tokensOf(before);
    if (tokens.empty())
        return {ExpressionPlace::Kind::Operand, {}};
    switch (tokens.back().kind) {
    case TokenKind::Unterminated: return placeInQuotes(before, tokens);
    case TokenKind::Dot:
        return {ExpressionPlace::Kind::Property, chainEndingAt(before, tokens, static_cast<int>(tokens.size()) - 2)};
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::Comma:
    case TokenKind::Not:
    case TokenKind::Less:
    case TokenKind::LessOrEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterOrEqual:
    case TokenKind::Equal:
    case TokenKind::NotEqual:
    case TokenKind::And:
    case TokenKind::Or: return {ExpressionPlace::Kind::Operand, {}};
    default: return {};
    }
}

expressions::Type typeOfChain(std::string_view chain, const expressions::Scope &scope)
{
    const auto ast = expressions::parse(chain);
    return ast ? expressions::check(*ast, scope).type : expressions::Type();
}

std::vector<std::string> namesOfChain(std::string_view chain)
{
    const auto ast = expressions::parse(chain);
    if (!ast)
        return {};
    const auto all = expressions::references(*ast);
    if (all.empty() || all.front().node != ast->root())
        return {};
    std::vector<std::string> names{std::string(ast->name(all.front().context))};
    for (const expressions::Link &link : all.front().links)
        names.emplace_back(link.kind == expressions::Link::Kind::Name ? ast->text(link.name) : "*");
    return names;
}

} // namespace slipway::workflow
