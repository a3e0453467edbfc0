#include "workflow/edits/references.h"

#include "expressions/lexer.h"
#include "expressions/templates.h"

#include <algorithm>
#include <set>
#include <string>

namespace slipway::workflow {

namespace {

using expressions::Lexer;
using expressions::Token;
using expressions::TokenKind;
using yaml::Node;
using yaml::Range;
using yaml::Style;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool areAlike(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// A scalar's letters and where each stands in the source. An escape stands for itself, without its backslash.
struct Letters {
    std::string text;
    std::vector<quint32> offsets;

    explicit Letters(Node scalar);
};

Letters::Letters(Node scalar)
{
    const auto content = scalar.content();
    const auto source = scalar.tree()->text(content);
    const bool isSingle = scalar.style() == Style::SingleQuoted;
    const bool isDouble = scalar.style() == Style::DoubleQuoted;
    const size_t quotes = isSingle || isDouble ? 1 : 0;
    for (size_t i = quotes; i + quotes < source.size(); ++i) {
        if ((isDouble && source[i] == '\\') || (isSingle && source[i] == '\''))
            ++i;
        text += source[i];
        offsets.push_back(content.begin + static_cast<quint32>(i));
    }
}

/// The last tokens of an expression; the newest one last.
struct Window {
    Token tokens[5];

    void push(const Token &token)
    {
        std::ranges::rotate(tokens, tokens + 1);
        tokens[4] = token;
    }
    bool hasKinds(std::initializer_list<TokenKind> kinds) const
    {
        return std::ranges::equal(std::span(tokens).last(kinds.size()), kinds, {}, &Token::kind);
    }
    const Token &back(size_t count) const { return tokens[4 - count]; }
};

class Finder
{
public:
    Finder(std::string_view context, std::string_view id)
        : m_context(context)
        , m_id(id)
    { }

    void find(std::string_view expression, quint32 begin)
    {
        Lexer lexer(expression);
        Window window;
        for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
            window.push(token);
            const auto text = [&](Range range) { return expression.substr(range.begin, range.size()); };
            if (window.hasKinds({TokenKind::Word, TokenKind::Dot, TokenKind::Word}))
                take(text(rangeOf(window.back(2))), window.back(3), rangeOf(token), text, begin);
            if (window.hasKinds(
                    {TokenKind::Word, TokenKind::LeftBracket, TokenKind::String, TokenKind::RightBracket})) {
                const auto quoted = rangeOf(window.back(1));
                take(text(rangeOf(window.back(3))), window.back(4), {quoted.begin + 1, quoted.end - 1}, text, begin);
            }
        }
    }

    std::vector<Range> found;

private:
    static Range rangeOf(const Token &token) { return {token.range.begin, token.range.end}; }

    template<typename Text>
    void take(std::string_view context, const Token &before, Range id, Text text, quint32 begin)
    {
        if (before.kind != TokenKind::Dot && areAlike(context, m_context) && areAlike(text(id), m_id))
            found.push_back({begin + id.begin, begin + id.end});
    }

    std::string_view m_context;
    std::string_view m_id;
};

bool isCalledOutput(const std::vector<std::string_view> &keys)
{
    return keys.size() > 2 && keys[0] == "on" && keys[1] == "workflow_call" && keys[2] == "outputs";
}

/// The context through which a place names jobs; empty where it cannot.
std::string_view contextAt(const std::vector<std::string_view> &keys)
{
    if (isCalledOutput(keys))
        return "jobs";
    return keys.empty() || keys[0] == "on" ? std::string_view() : std::string_view("needs");
}

void visit(Node node, std::string_view id, std::vector<std::string_view> &keys, std::vector<Range> &found)
{
    if (node.isAlias())
        return;
    if (node.kind() == yaml::Kind::Scalar) {
        const auto context = contextAt(keys);
        if (context.empty() || node.text().size() < context.size() + id.size())
            return;
        const Letters letters(node);
        for (const auto range : referencesIn(letters.text, context, id, keys.back() == "if"))
            found.push_back({letters.offsets[range.begin], letters.offsets[range.end - 1] + 1});
        return;
    }
    for (const auto entry : yaml::entries(node)) {
        keys.push_back(entry.key.text());
        visit(entry.value, id, keys, found);
        keys.pop_back();
    }
    for (const Node item : yaml::items(node))
        visit(item, id, keys, found);
}

std::string renamed(const std::string &text, const std::vector<Range> &ranges, std::string_view to)
{
    std::string result;
    quint32 at = 0;
    for (const auto range : ranges) {
        result.append(text, at, range.begin - at).append(to);
        at = range.end;
    }
    return result.append(text, at);
}

/// Shared values are renamed once.
using Seen = std::set<const yaml::Value *>;

void rename(yaml::Value &value, const RenameJob &wanted, std::vector<std::string_view> &keys, Seen &seen)
{
    if (value.isText()) {
        const auto context = contextAt(keys);
        if (context.empty())
            return;
        const auto ranges = referencesIn(value.text, context, wanted.from, keys.back() == "if");
        if (!ranges.empty())
            value.text = renamed(value.text, ranges, wanted.to);
        return;
    }
    if (value.isCollection() && !seen.insert(&value).second)
        return;
    const bool isMap = value.type == yaml::Value::Type::Map;
    for (auto &member : value.members) {
        if (isMap)
            keys.push_back(member.key);
        rename(*member.value, wanted, keys, seen);
        if (isMap)
            keys.pop_back();
    }
}

} // namespace

std::vector<Range> referencesIn(std::string_view text, std::string_view context, std::string_view id, bool isCondition)
{
    Finder finder(context, id);
    if (const auto all = expressions::templates(text); !all.empty()) {
        for (const auto &one : all)
            finder.find(text.substr(one.inner.begin, one.inner.size()), one.inner.begin);
    } else if (isCondition) {
        finder.find(text, 0);
    }
    return std::move(finder.found);
}

std::vector<Range> jobReferences(const yaml::Tree &tree, std::string_view id)
{
    std::vector<Range> found;
    std::vector<std::string_view> keys;
    visit(tree.root(), id, keys, found);
    return found;
}

void renameReferences(yaml::Value &root, const RenameJob &wanted)
{
    std::vector<std::string_view> keys;
    Seen seen;
    rename(root, wanted, keys, seen);
}

} // namespace slipway::workflow
