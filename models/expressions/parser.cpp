#include "expressions/parser.h"

#include "expressions/letters.h"
#include "expressions/lexer.h"
#include "expressions/symbol_error.h"
#include "expressions/words.h"

#include <algorithm>

namespace slipway::expressions {

namespace {

/// Nothing binds as loosely as 0; the operators that bind tighter have greater numbers.
int bindingOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Or: return 1;
    case TokenKind::And: return 2;
    case TokenKind::Equal:
    case TokenKind::NotEqual: return 3;
    case TokenKind::Less:
    case TokenKind::LessOrEqual:
    case TokenKind::Greater:
    case TokenKind::GreaterOrEqual: return 4;
    default: return 0;
    }
}

Kind kindOf(TokenKind kind)
{
    switch (kind) {
    case TokenKind::And: return Kind::And;
    case TokenKind::Equal: return Kind::Equal;
    case TokenKind::NotEqual: return Kind::NotEqual;
    case TokenKind::Less: return Kind::Less;
    case TokenKind::LessOrEqual: return Kind::LessOrEqual;
    case TokenKind::Greater: return Kind::Greater;
    case TokenKind::GreaterOrEqual: return Kind::GreaterOrEqual;
    case TokenKind::Boolean: return Kind::Boolean;
    case TokenKind::Number: return Kind::Number;
    case TokenKind::String: return Kind::String;
    case TokenKind::Null: return Kind::Null;
    default: return Kind::Or;
    }
}

bool isTooLong(std::string_view text)
{
    if (text.size() <= static_cast<size_t>(longestExpression))
        return false;
    const QString wide = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    return wide.size() > longestExpression;
}

} // namespace

/// Operator precedence by climbing; recursion is bounded by `deepestExpression`. A failed part is `noNode`, and every
/// caller then gives up, so that the first error is the one reported.
class Parser
{
public:
    Parser(std::string_view text, Ast &ast)
        : m_lexer(text)
        , m_ast(ast)
    {
        m_ast.m_text = text;
        m_ast.m_nodes.clear();
        m_ast.m_root = noNode;
    }

    std::expected<void, SyntaxError> parse();

private:
    using Code = SyntaxError::Code;

    void advance() { m_token = m_lexer.next(); }
    bool isAt(TokenKind kind) const { return m_token.kind == kind; }

    NodeId expression();
    NodeId binary(int least);
    NodeId joined(Token operation, NodeId left, NodeId right);
    NodeId extended(NodeId chain, NodeId last, NodeId operand);
    NodeId unary();
    NodeId postfix();
    NodeId primary();
    NodeId group();
    NodeId call(Token name);
    bool arguments(NodeId call);
    NodeId property(NodeId receiver);
    NodeId index(NodeId receiver);
    bool close(TokenKind kind, std::string_view bracket);

    NodeId add(Kind kind, Range range, Range name, double number = 0);
    void adopt(NodeId parent, NodeId last, NodeId child);
    NodeId checkedDepth(NodeId id);
    NodeId fail(Code code, Range range, QString message);
    NodeId failAtToken();

    Lexer m_lexer;
    Ast &m_ast;
    Token m_token;
    int m_depth = 0;
    SyntaxError m_error;
};

std::expected<void, SyntaxError> Parser::parse()
{
    const auto size = static_cast<quint32>(m_ast.m_text.size());
    NodeId root = noNode;
    if (isTooLong(m_ast.m_text)) {
        fail(Code::TooLong, {0, size},
             Words::tr("An expression may have %1 characters at most. Shorten it.").arg(longestExpression));
    } else {
        advance();
        if (isAt(TokenKind::End))
            fail(Code::Empty, {0, size}, Words::tr("The expression is empty. Write one, or remove the braces."));
        else
            root = expression();
    }
    if (root != noNode && !isAt(TokenKind::End))
        root = failAtToken();
    m_ast.m_root = root;
    if (root != noNode)
        return {};
    m_ast.m_nodes.clear();
    return std::unexpected(m_error);
}

NodeId Parser::expression()
{
    if (m_depth >= deepestExpression)
        return fail(Code::TooDeep, m_token.range,
                    Words::tr("The expression is nested deeper than %1 levels. Split it.").arg(deepestExpression));
    ++m_depth;
    const NodeId made = binary(1);
    --m_depth;
    return made;
}

NodeId Parser::binary(int least)
{
    NodeId left = unary();
    // The And or Or that was made here, and its last operand: `a && b && c` becomes one node.
    NodeId chain = noNode;
    NodeId last = noNode;
    while (left != noNode) {
        const Token operation = m_token;
        const int binding = bindingOf(operation.kind);
        if (binding < least || binding == 0)
            return left;
        advance();
        const NodeId right = binary(binding + 1);
        if (right == noNode)
            return noNode;
        if (left == chain && m_ast.m_nodes[left].kind == kindOf(operation.kind) && binding <= 2) {
            left = extended(chain, last, right);
        } else {
            left = joined(operation, left, right);
            chain = left;
        }
        last = right;
    }
    return noNode;
}

NodeId Parser::joined(Token operation, NodeId left, NodeId right)
{
    const Range range{m_ast.m_nodes[left].range.begin, m_ast.m_nodes[right].range.end};
    const NodeId made = add(kindOf(operation.kind), range, operation.range);
    adopt(made, noNode, left);
    adopt(made, left, right);
    return checkedDepth(made);
}

NodeId Parser::extended(NodeId chain, NodeId last, NodeId operand)
{
    adopt(chain, last, operand);
    m_ast.m_nodes[chain].range.end = m_ast.m_nodes[operand].range.end;
    return checkedDepth(chain);
}

NodeId Parser::unary()
{
    if (!isAt(TokenKind::Not))
        return postfix();
    const Range sign = m_token.range;
    if (m_depth >= deepestExpression)
        return expression();
    ++m_depth;
    advance();
    const NodeId operand = unary();
    --m_depth;
    if (operand == noNode)
        return noNode;
    const NodeId made = add(Kind::Not, {sign.begin, m_ast.m_nodes[operand].range.end}, sign);
    adopt(made, noNode, operand);
    return checkedDepth(made);
}

NodeId Parser::postfix()
{
    const bool isGroup = isAt(TokenKind::LeftParenthesis);
    NodeId made = primary();
    if (made == noNode)
        return noNode;
    const Kind kind = m_ast.m_nodes[made].kind;
    if (!isGroup && kind != Kind::Context && kind != Kind::Call)
        return made;
    while (made != noNode) {
        if (isAt(TokenKind::Dot))
            made = property(made);
        else if (isAt(TokenKind::LeftBracket))
            made = index(made);
        else
            return made;
    }
    return noNode;
}

NodeId Parser::property(NodeId receiver)
{
    advance();
    if (!isAt(TokenKind::Word) && !isAt(TokenKind::Star))
        return failAtToken();
    const Range name = m_token.range;
    const Kind kind = isAt(TokenKind::Star) ? Kind::Filter : Kind::Property;
    const NodeId made = add(kind, {m_ast.m_nodes[receiver].range.begin, name.end}, name);
    adopt(made, noNode, receiver);
    advance();
    return checkedDepth(made);
}

NodeId Parser::index(NodeId receiver)
{
    const quint32 begin = m_token.range.begin;
    advance();
    NodeId inside = noNode;
    const Range star = m_token.range;
    if (isAt(TokenKind::Star))
        advance();
    else if (inside = expression(); inside == noNode)
        return noNode;
    const quint32 end = m_token.range.end;
    if (!close(TokenKind::RightBracket, "]"))
        return noNode;
    const Range range{m_ast.m_nodes[receiver].range.begin, end};
    const bool isFilter = inside == noNode;
    const NodeId made = add(isFilter ? Kind::Filter : Kind::Index, range, isFilter ? star : Range{begin, end});
    adopt(made, noNode, receiver);
    if (!isFilter)
        adopt(made, receiver, inside);
    return checkedDepth(made);
}

NodeId Parser::primary()
{
    const Token token = m_token;
    switch (token.kind) {
    case TokenKind::LeftParenthesis: return group();
    case TokenKind::Word:
        advance();
        return isAt(TokenKind::LeftParenthesis) ? call(token) : add(Kind::Context, token.range, token.range);
    case TokenKind::Null:
    case TokenKind::Boolean:
    case TokenKind::Number:
    case TokenKind::String: advance(); return add(kindOf(token.kind), token.range, token.range, token.number);
    default: return failAtToken();
    }
}

NodeId Parser::group()
{
    const quint32 begin = m_token.range.begin;
    advance();
    const NodeId made = expression();
    if (made == noNode)
        return noNode;
    const quint32 end = m_token.range.end;
    if (!close(TokenKind::RightParenthesis, ")"))
        return noNode;
    m_ast.m_nodes[made].range = {begin, end};
    return made;
}

NodeId Parser::call(Token name)
{
    const NodeId made = add(Kind::Call, name.range, name.range);
    advance();
    if (!isAt(TokenKind::RightParenthesis) && !arguments(made))
        return noNode;
    const quint32 end = m_token.range.end;
    if (!close(TokenKind::RightParenthesis, ")"))
        return noNode;
    m_ast.m_nodes[made].range.end = end;
    return checkedDepth(made);
}

bool Parser::arguments(NodeId call)
{
    NodeId last = noNode;
    for (;;) {
        const NodeId argument = expression();
        if (argument == noNode)
            return false;
        adopt(call, last, argument);
        last = argument;
        if (!isAt(TokenKind::Comma))
            return true;
        advance();
    }
}

bool Parser::close(TokenKind kind, std::string_view bracket)
{
    if (isAt(kind)) {
        advance();
        return true;
    }
    if (isAt(TokenKind::End)) {
        const quint32 end = m_token.range.end;
        fail(Code::UnexpectedEnd, {end - 1, end},
             Words::tr("The expression ends too early. Add %1.").arg(quote(bracket)));
    } else {
        failAtToken();
    }
    return false;
}

NodeId Parser::add(Kind kind, Range range, Range name, double number)
{
    m_ast.m_nodes.push_back({kind, 1, 0, noNode, noNode, range, name, number});
    return static_cast<NodeId>(m_ast.m_nodes.size() - 1);
}

void Parser::adopt(NodeId parent, NodeId last, NodeId child)
{
    Node &node = m_ast.m_nodes[parent];
    (last == noNode ? node.first : m_ast.m_nodes[last].next) = child;
    ++node.count;
    node.depth = std::max(node.depth, static_cast<quint8>(m_ast.m_nodes[child].depth + 1));
}

NodeId Parser::checkedDepth(NodeId id)
{
    const Node &node = m_ast.m_nodes[id];
    if (node.depth <= deepestExpression)
        return id;
    return fail(Code::TooDeep, node.name,
                Words::tr("The expression is nested deeper than %1 levels. Split it.").arg(deepestExpression));
}

NodeId Parser::fail(Code code, Range range, QString message)
{
    m_error = {code, range, std::move(message)};
    return noNode;
}

NodeId Parser::failAtToken()
{
    m_error = errorAt(m_token, m_ast.m_text);
    return noNode;
}

std::expected<void, SyntaxError> parse(std::string_view text, Ast &ast)
{
    return Parser(text, ast).parse();
}

std::expected<Ast, SyntaxError> parse(std::string_view text)
{
    Ast ast;
    if (auto done = parse(text, ast); !done)
        return std::unexpected(std::move(done.error()));
    return ast;
}

} // namespace slipway::expressions
