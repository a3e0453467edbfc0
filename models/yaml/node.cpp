#include "yaml/node.h"

#include "yaml/scanner.h"
#include "yaml/tree.h"

namespace slipway::yaml {

const Tree *Node::tree() const
{
    return static_cast<const Tree *>(m_rows);
}

bool Node::isNull() const
{
    const Node node = resolved();
    if (!node)
        return false;
    if (node.kind() != Kind::Scalar)
        return node.kind() == Kind::Null;
    return node.style() == Style::Plain && plainNullSize(node.text()) == node.text().size() && node.tag().empty();
}

std::string_view Node::anchor() const
{
    const Node node = m_rows && isAlias() ? resolved() : *this;
    return node ? propertiesOf(node.tree()->text({node.data().begin, node.data().contentBegin})).anchor
                : std::string_view();
}

std::string_view Node::tag() const
{
    return m_rows ? propertiesOf(tree()->text({data().begin, data().contentBegin})).tag : std::string_view();
}

Node Node::operator[](std::string_view key) const
{
    return keyNode(key).next();
}

Node Node::keyNode(std::string_view key) const
{
    for (const auto entry : entries(*this)) {
        if (entry.key.text() == key && entry.key.isScalar())
            return entry.key;
    }
    return {};
}

Node Node::item(int at) const
{
    if (!isSequence() || at < 0)
        return {};
    Node item = firstChild();
    for (; item && at > 0; --at)
        item = item.next();
    return item;
}

int Node::position() const
{
    int before = 0;
    for (Node node = previous(); node; node = node.previous())
        ++before;
    return parent().kind() == Kind::Mapping ? before / 2 : before;
}

quint32 Node::dash() const
{
    return m_rows && parent().kind() == Kind::Sequence ? data().indicator : none;
}

quint32 Node::question() const
{
    return isKey() ? data().indicator : none;
}

quint32 Node::colon() const
{
    return key() ? data().indicator : none;
}

} // namespace slipway::yaml
