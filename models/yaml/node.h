#pragma once

#include "yaml/range.h"

#include <string_view>

namespace slipway::yaml {

class Tree;

enum class Kind : quint8 { Null, Scalar, Sequence, Mapping, Alias };

/// How a node is written. Collections: Block or Flow. Null (nothing written) and aliases: Plain.
enum class Style : quint8 { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

/// The row of one node in its tree, in the order of the text: a node's children follow it. Readers use `Node`.
struct NodeData {
    static constexpr quint32 none = 0xffff'ffff;

    /// Of the anchor or tag, of what follows these, and past the end.
    quint32 begin = 0;
    quint32 contentBegin = 0;
    quint32 end = 0;
    quint32 parent = none;
    quint32 next = none;
    quint32 previous = none;
    /// A scalar: where its value is, in the source or among the values made. An alias: the node that it stands for.
    quint32 value = none;
    /// A scalar: length of its value. A collection: number of its children, keys included.
    quint32 size = 0;
    /// The dash, `?` or colon before the node, and the comma after it.
    quint32 indicator = none;
    quint32 comma = none;
    Kind kind = Kind::Null;
    Style style = Style::Plain;
    bool isKey = false;
    /// The value is none of the source's own bytes: escapes, folded and block texts.
    bool isMade = false;

    bool operator==(const NodeData &) const = default;
};

/// What a node reads of its tree.
struct NodeRows {
    const NodeData *nodes = nullptr;
    const char *source = nullptr;
    const char *made = nullptr;
};

/// A node of a tree: a small value, valid as long as its tree. An invalid one answers every question with nothing, so
/// that `node["on"]["push"]["branches"]` may be asked of any file.
///
/// A mapping's children alternate key, value; a sequence's are its items. `isMapping`, `isSequence`, `isScalar`,
/// `isNull`, `text`, children and lookups go by meaning: they look through aliases. `kind`, `style` and the ranges are
/// of what is written here.
class Node
{
public:
    Node() = default;
    Node(const NodeRows *rows, quint32 index)
        : m_rows(rows)
        , m_index(index)
    { }

    explicit operator bool() const { return m_rows != nullptr; }
    bool operator==(const Node &) const = default;
    const Tree *tree() const;
    quint32 index() const { return m_index; }

    Kind kind() const { return m_rows ? data().kind : Kind::Null; }
    Style style() const { return m_rows ? data().style : Style::Plain; }
    bool isMapping() const { return resolved().kind() == Kind::Mapping; }
    bool isSequence() const { return resolved().kind() == Kind::Sequence; }
    /// Something with a text, be it a plain null; not a null for which nothing is written.
    bool isScalar() const { return resolved().kind() == Kind::Scalar; }
    /// Nothing written, or a plain null of YAML 1.2's core schema (`null`, `Null`, `NULL`, `~`).
    bool isNull() const;
    bool isAlias() const { return kind() == Kind::Alias; }
    /// What an alias stands for; the node itself otherwise. Invalid for an alias that stands for nothing.
    Node resolved() const { return kind() != Kind::Alias ? *this : at(data().value); }

    /// A scalar's value, as UTF-8; empty for all else.
    std::string_view text() const
    {
        const Node scalar = resolved();
        if (scalar.kind() != Kind::Scalar)
            return {};
        const NodeData &row = scalar.data();
        return {(row.isMade ? scalar.m_rows->made : scalar.m_rows->source) + row.value, row.size};
    }
    /// Without `&` and with its `!`; empty when there is none. An alias: the name it points to is `anchor` of
    /// `resolved`.
    std::string_view anchor() const;
    std::string_view tag() const;

    /// From the anchor or tag, if any, to the end of the content. A block collection ends with its last child; a block
    /// scalar with the end of its last line that is not blank, line end excluded. Nothing written: empty, at the place
    /// right after the indicator (`key:` → after the colon).
    Range range() const { return m_rows ? Range{data().begin, data().end} : Range{}; }
    /// The same without anchor and tag. A literal text begins at its `|`.
    Range content() const { return m_rows ? Range{data().contentBegin, data().end} : Range{}; }

    /// Entries of a mapping, items of a sequence; 0 for all else.
    int size() const
    {
        const Node node = resolved();
        if (node.kind() == Kind::Mapping)
            return static_cast<int>(node.data().size / 2);
        return node.kind() == Kind::Sequence ? static_cast<int>(node.data().size) : 0;
    }
    bool isEmpty() const { return size() == 0; }
    /// The value of the first entry with this key; invalid when there is none.
    Node operator[](std::string_view key) const;
    /// The key node of the same entry.
    Node keyNode(std::string_view key) const;
    /// An item of a sequence; takes time in proportion to `at`.
    Node item(int at) const;

    Node parent() const { return m_rows ? at(data().parent) : Node(); }
    /// The first child (a mapping's first key), the next one, and the child before; invalid at the ends. For a node
    /// that is a key, `next` is its value.
    Node firstChild() const
    {
        const Node node = resolved();
        return node.size() > 0 ? Node(node.m_rows, node.m_index + 1) : Node();
    }
    Node next() const { return m_rows ? at(data().next) : Node(); }
    Node previous() const { return m_rows ? at(data().previous) : Node(); }
    /// For a mapping's value: its key. Invalid for all else.
    Node key() const { return isKey() || parent().kind() != Kind::Mapping ? Node() : previous(); }
    /// Which entry or item of its parent it is, from 0; takes time in proportion.
    int position() const;
    bool isKey() const { return m_rows && data().isKey; }

    /// Offsets of the indicators that belong to the node's place in its parent; `none` where there is none:
    /// the dash of a block sequence's item, the `?` of an explicit key, the colon before a mapping's value, the comma
    /// after a flow item (or after a flow mapping's value).
    static constexpr quint32 none = NodeData::none;
    quint32 dash() const;
    quint32 question() const;
    quint32 colon() const;
    quint32 comma() const { return m_rows ? data().comma : none; }

private:
    const NodeData &data() const { return m_rows->nodes[m_index]; }
    Node at(quint32 index) const { return index == none ? Node() : Node(m_rows, index); }

    const NodeRows *m_rows = nullptr;
    quint32 m_index = 0;
};

/// `for (const auto [key, value] : entries(node))` over a mapping, looking through an alias; nothing for all else.
struct Entry {
    Node key;
    Node value;
};

class Entries
{
public:
    struct Iterator {
        Node key;
        Entry operator*() const { return {key, key.next()}; }
        Iterator &operator++()
        {
            key = key.next().next();
            return *this;
        }
        bool operator==(const Iterator &) const = default;
    };
    explicit Entries(Node mapping)
        : m_first(mapping.isMapping() ? mapping.firstChild() : Node())
    { }
    Iterator begin() const { return {m_first}; }
    Iterator end() const { return {}; }

private:
    Node m_first;
};

inline Entries entries(Node mapping)
{
    return Entries(mapping);
}

/// `for (const Node item : items(node))` over a sequence, looking through an alias; nothing for all else.
class Items
{
public:
    struct Iterator {
        Node item;
        Node operator*() const { return item; }
        Iterator &operator++()
        {
            item = item.next();
            return *this;
        }
        bool operator==(const Iterator &) const = default;
    };
    explicit Items(Node sequence)
        : m_first(sequence.isSequence() ? sequence.firstChild() : Node())
    { }
    Iterator begin() const { return {m_first}; }
    Iterator end() const { return {}; }

private:
    Node m_first;
};

inline Items items(Node sequence)
{
    return Items(sequence);
}

} // namespace slipway::yaml
