#pragma once

#include <QtTypes>

#include <string>
#include <string_view>
#include <vector>

namespace slipway::expressions {

/// Bytes of the text that was given to the parser, from `begin` up to and without `end`.
struct Range {
    quint32 begin = 0;
    quint32 end = 0;

    quint32 size() const { return end - begin; }
    bool contains(quint32 offset) const { return begin <= offset && offset < end; }
    bool operator==(const Range &) const = default;
};

enum class Kind : quint8 {
    Null,
    Boolean,
    Number,
    String,
    Context,        ///< `github`
    Property,       ///< `.name` of its one child
    Index,          ///< `[…]`: the receiver, then what is in the brackets
    Filter,         ///< `.*` or `[*]` of its one child
    Call,           ///< a function with its arguments
    Not,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,            ///< two or more children: `a && b && c` is one node
    Or,
};

/// The row of a node in its Ast.
using NodeId = quint32;
inline constexpr NodeId noNode = 0xffff'ffff;

/// A value, a name, or an operator with its operands.
struct Node {
    Kind kind = Kind::Null;
    /// Levels below and including this one: 1 for a literal.
    quint8 depth = 1;
    /// Children; their first one, and the next one of the same parent.
    quint16 count = 0;
    NodeId first = noNode;
    NodeId next = noNode;
    /// All of it, with the parentheses around it.
    Range range;
    /// What names it: the word of a context, property or function; the operator (the first one of And and Or); a
    /// literal itself, with its quotes; the brackets with what they hold for Index; the star for Filter.
    Range name;
    /// Of a number, and 0 or 1 of a boolean.
    double number = 0;
};

/// The tree of one expression. It holds a view of the text, which must live as long.
class Ast
{
public:
    NodeId root() const { return m_root; }
    const Node &operator[](NodeId id) const { return m_nodes[id]; }
    quint32 size() const { return static_cast<quint32>(m_nodes.size()); }

    std::string_view text() const { return m_text; }
    std::string_view text(Range range) const { return m_text.substr(range.begin, range.size()); }
    /// The letters of `Node::name`.
    std::string_view name(NodeId id) const { return text(m_nodes[id].name); }
    /// What stands between the quotes of a String. A quote inside it stands twice.
    std::string_view quoted(NodeId id) const;
    /// The value of a String.
    std::string string(NodeId id) const;
    /// A child by its position, from 0; `noNode` past the end.
    NodeId child(NodeId id, int position) const;

private:
    friend class Parser;

    std::string_view m_text;
    std::vector<Node> m_nodes;
    NodeId m_root = noNode;
};

/// One step of a chain such as `needs.build.outputs['x']`.
struct Link {
    enum class Kind : quint8 {
        Name,       ///< `.build` or `['build']`
        Filter,     ///< `.*` or `[*]`
        Computed,   ///< `[0]`, `[matrix.name]`
    };
    Kind kind = Kind::Name;
    NodeId node = noNode;
    /// The name's letters without quotes; empty unless `kind` is Name. A quote inside a quoted name stands twice.
    Range name;
};

/// A context and all that is asked of it.
struct Reference {
    NodeId context = noNode;
    /// The end of the chain; the context itself when nothing is asked of it.
    NodeId node = noNode;
    std::vector<Link> links;
};

/// Every context that the expression names, in the order of the text, each with its longest chain. References in the
/// brackets of another are references of their own.
std::vector<Reference> references(const Ast &ast);

} // namespace slipway::expressions
