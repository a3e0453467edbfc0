#include "expressions/ast.h"

#include <algorithm>

namespace slipway::expressions {

std::string_view Ast::quoted(NodeId id) const
{
    const Range name = m_nodes[id].name;
    return m_text.substr(name.begin + 1, name.size() - 2);
}

std::string Ast::string(NodeId id) const
{
    std::string value;
    const std::string_view written = quoted(id);
    value.reserve(written.size());
    for (size_t at = 0; at < written.size(); ++at) {
        value += written[at];
        if (written[at] == '\'')
            ++at;
    }
    return value;
}

NodeId Ast::child(NodeId id, int position) const
{
    NodeId found = m_nodes[id].first;
    for (; position > 0 && found != noNode; --position)
        found = m_nodes[found].next;
    return found;
}

namespace {

Link linkOf(const Ast &ast, NodeId id)
{
    const Node &node = ast[id];
    if (node.kind == Kind::Property)
        return {Link::Kind::Name, id, node.name};
    if (node.kind == Kind::Filter)
        return {Link::Kind::Filter, id, {}};
    const NodeId index = ast.child(id, 1);
    if (ast[index].kind != Kind::String)
        return {Link::Kind::Computed, id, {}};
    const Range quoted = ast[index].name;
    return {Link::Kind::Name, id, {quoted.begin + 1, quoted.end - 1}};
}

void collect(const Ast &ast, NodeId id, std::vector<Reference> &all)
{
    std::vector<Link> links;
    NodeId receiver = id;
    for (; ast[receiver].kind == Kind::Property || ast[receiver].kind == Kind::Index
         || ast[receiver].kind == Kind::Filter;
         receiver = ast[receiver].first)
        links.push_back(linkOf(ast, receiver));
    std::reverse(links.begin(), links.end());
    if (ast[receiver].kind == Kind::Context) {
        all.push_back({receiver, id, links});
    } else {
        for (NodeId child = ast[receiver].first; child != noNode; child = ast[child].next)
            collect(ast, child, all);
    }
    for (const Link &link : links)
        if (link.kind == Link::Kind::Computed)
            collect(ast, ast.child(link.node, 1), all);
}

} // namespace

std::vector<Reference> references(const Ast &ast)
{
    std::vector<Reference> all;
    if (ast.root() != noNode)
        collect(ast, ast.root(), all);
    return all;
}

} // namespace slipway::expressions
