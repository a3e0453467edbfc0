#pragma once

#include "yaml/range.h"

#include <string_view>

namespace slipway::yaml {

class Tree;

enum class Kind : quint8 { Null, Scalar, Sequence, Mapping, Alias };

/// How a node is written. Collections: Block or Flow. Null (nothing written) and aliases: Plain.
enum class Style : quint8 { Plain, SingleQuoted, DoubleQuoted, Literal, Folded, Block, Flow };

/// The row of one node in its tree. Readers use `Node`.
struct NodeData;

/// A node of a tree: a small value, valid as long as its tree. An invalid one answers every question with nothing, so
/// that `node["on"]["push"]["branches"]` may be asked of any file.
///
/// A mapping's children alternate key, value; a sequence's are its items. `isMapping`, `isSequence`, `isScalar`, `isNull`, `text`,
/// children and lookups go by meaning: they look through aliases. `kind`, `style` and the ranges are of what is written here.
class Node
{
public:
    Node() = default;
    Node(const Tree *tree, quint32 index) : m_tree(tree), m_index(index) {}

    explicit operator bool() const { return m_tree != nullptr; }
    bool operator==(const Node &) const = default;
    const Tree *tree() const { return m_tree; }
    quint32 index() const { return m_index; }

    Kind kind() const;
    Style style() const;
    bool isMapping() const;
    bool isSequence() const;
    bool isScalar() const;
    /// Nothing written, or a plain null of YAML 1.2's core schema (`null`, `Null`, `NULL`, `~`).
    bool isNull() const;
    bool isAlias() const { return kind() == Kind::Alias; }
    /// What an alias stands for; the node itself otherwise. Invalid for an alias that stands for nothing.
    Node resolved() const;

    /// A scalar's value, as UTF-8; empty for all else.
    std::string_view text() const;
    /// Without `&` and with its `!`; empty when there is none. An alias: the name it points to is `anchor` of `resolved`.
    std::string_view anchor() const;
    std::string_view tag() const;

    /// From the anchor or tag, if any, to the end of the content. A block collection ends with its last child; a block
    /// scalar with the end of its last line that is not blank, line end excluded. Nothing written: empty, at the place
    /// right after the indicator (`key:` → after the colon).
    Range range() const;
    /// The same without anchor and tag. A literal text begins at its `|`.
    Range content() const;

    /// Entries of a mapping, items of a sequence; 0 for all else.
    int size() const;
    bool isEmpty() const { return size() == 0; }
    /// The value of the first entry with this key; invalid when there is none.
    Node operator[](std::string_view key) const;
    /// The key node of the same entry.
    Node keyNode(std::string_view key) const;
    /// An item of a sequence; takes time in proportion to `at`.
    Node item(int at) const;

    Node parent() const;
    /// The first child (a mapping's first key), the next one, and the child before; invalid at the ends. For a node
    /// that is a key, `next` is its value.
    Node firstChild() const;
    Node next() const;
    Node previous() const;
    /// For a mapping's value: its key. Invalid for all else.
    Node key() const;
    /// Which entry or item of its parent it is, from 0.
    int position() const;
    bool isKey() const;

    /// Offsets of the indicators that belong to the node's place in its parent; `none` where there is none:
    /// the dash of a block sequence's item, the `?` of an explicit key, the colon before a mapping's value, the comma
    /// after a flow item (or after a flow mapping's value).
    static constexpr quint32 none = 0xffff'ffff;
    quint32 dash() const;
    quint32 question() const;
    quint32 colon() const;
    quint32 comma() const;

private:
    const Tree *m_tree = nullptr;
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
    explicit Entries(Node mapping) : m_first(mapping.isMapping() ? mapping.firstChild() : Node()) {}
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
    explicit Items(Node sequence) : m_first(sequence.isSequence() ? sequence.firstChild() : Node()) {}
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
