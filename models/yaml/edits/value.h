#pragma once

#include "base/result.h"
#include "yaml/node.h"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace slipway::yaml {

struct Value;
/// Shared where an alias stands for the same thing, so that a change inside is seen at each place.
using ValuePtr = std::shared_ptr<Value>;

/// What a text means, as JSON knows it: the order of keys counts for writing and not for equality.
struct Value {
    enum class Type : quint8 { Null, Boolean, Number, Text, List, Map };
    struct Member {
        /// Empty in a list.
        std::string key;
        ValuePtr value;
        /// Written as an alias: what replaces it is for this place alone.
        bool isAlias = false;
    };

    Type type = Type::Null;
    /// Text: the value. Number and boolean: as written.
    std::string text;
    std::vector<Member> members;
    /// It stands behind an anchor: what replaces it is seen by the aliases.
    bool isAnchored = false;

    bool isCollection() const { return type == Type::List || type == Type::Map; }
    bool isText() const { return type == Type::Text; }
    /// The last member with this key; null when there is none.
    Member *find(std::string_view key);
    const Member *find(std::string_view key) const;
};

ValuePtr makeText(std::string_view text);
ValuePtr makeNull();
ValuePtr makeList(const std::vector<ValuePtr> &items);
ValuePtr makeMap(std::vector<Value::Member> members);
/// A copy that shares nothing.
ValuePtr copyOf(const ValuePtr &value);

/// Whether both mean the same. Numbers are compared as numbers, of several equal keys each with each in their order.
bool areEqual(const Value &a, const Value &b);

/// JSON with the keys in the order given and numbers as written. Error: invalidInput, with what is wrong.
base::Result<ValuePtr> valueFromJson(std::string_view json);

/// What a node means. Anchored values are shared with their aliases.
class ValueReader
{
public:
    /// A block text that ends a file without a final newline is read as if there were one.
    ValueReader() = default;
    explicit ValueReader(Node lineless)
        : m_lineless(lineless)
    { }

    ValuePtr read(Node node);

private:
    ValuePtr make(Node node);

    Node m_lineless;
    std::unordered_map<quint32, ValuePtr> m_anchored;
};

ValuePtr valueOf(Node node);

} // namespace slipway::yaml
