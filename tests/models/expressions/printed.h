#pragma once

#include "expressions/ast.h"
#include "expressions/json_text.h"
#include "expressions/value.h"

#include <QString>

/// Trees and values as short texts, so that a difference explains itself.
namespace printed {

inline QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

inline std::string bytes(const QString &string)
{
    return string.toStdString();
}

/// "(== github.ref 'main')": operators and functions before their operands, chains as they are written.
inline std::string tree(const slipway::expressions::Ast &ast, slipway::expressions::NodeId id)
{
    using namespace slipway::expressions;
    const Node &node = ast[id];
    const std::string name(ast.name(id));
    switch (node.kind) {
    case Kind::Null:
    case Kind::Boolean:
    case Kind::Number:
    case Kind::String:
    case Kind::Context: return name;
    case Kind::Property: return tree(ast, node.first) + '.' + name;
    case Kind::Filter: return tree(ast, node.first) + ".*";
    case Kind::Index: return tree(ast, node.first) + '[' + tree(ast, ast[node.first].next) + ']';
    default: break;
    }
    std::string made = '(' + name + (node.kind == Kind::Call ? "()" : "");
    for (NodeId child = node.first; child != noNode; child = ast[child].next)
        made += ' ' + tree(ast, child);
    return made + ')';
}

inline std::string tree(const slipway::expressions::Ast &ast)
{
    return ast.root() == slipway::expressions::noNode ? std::string() : tree(ast, ast.root());
}

/// JSON on one line; "unknown", "unknown true".
inline std::string value(const slipway::expressions::Value &value)
{
    using slipway::expressions::Value;
    switch (value.kind()) {
    case Value::Kind::Unknown: return value.truth() ? (*value.truth() ? "unknown true" : "unknown false") : "unknown";
    case Value::Kind::Null: return "null";
    case Value::Kind::String: return '\'' + value.string() + '\'';
    case Value::Kind::Array: {
        std::string made;
        for (const Value &item : value.items())
            made += (made.empty() ? "" : ", ") + printed::value(item);
        return '[' + made + ']';
    }
    case Value::Kind::Object: {
        std::string made;
        for (const auto &member : value.members())
            made += (made.empty() ? "" : ", ") + member.first + ": " + printed::value(member.second);
        return '{' + made + (value.isPartial() ? ", …}" : "}");
    }
    default: return value.text();
    }
}

} // namespace printed
