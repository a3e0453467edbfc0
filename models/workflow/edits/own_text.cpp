#include "workflow/edits/own_text.h"

#include "yaml/edits/proof.h"

#include <algorithm>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Tree;
using Strings = std::vector<std::string>;

Tree::Ptr read(std::string_view text)
{
    return Tree::parse(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
}

/// Anchors and aliases belong to the file that they were written in.
bool standsAlone(Node node)
{
    if (!node)
        return true;
    if (node.isAlias() || !node.anchor().empty() || (node.isKey() && !standsAlone(node.next())))
        return false;
    return std::ranges::all_of(yaml::entriesOf(node), standsAlone);
}

/// The one entry of a text, if it can be taken as lines of its own; else invalid.
Node entryIn(const Tree &tree, const yaml::Value &value)
{
    const Node root = tree.root();
    if (tree.isBroken() || tree.documents().size() != 1 || root.style() != yaml::Style::Block || root.size() != 1)
        return {};
    const Node entry = yaml::entriesOf(root).front();
    const bool isOnItsOwn =
        standsAlone(root) && entry.question() == Node::none && !yaml::Lines(tree).span(entry).isInline;
    const Node meant = entry.isKey() ? entry.next() : entry;
    if (!isOnItsOwn || !areEqual(*yaml::valueOf(meant), value))
        return {};
    return entry;
}

/// The text with another key, if that is wanted.
Tree::Ptr withKey(const Tree::Ptr &tree, const yaml::PathPart &wanted)
{
    const Node root = tree->root();
    const auto *name = std::get_if<std::string>(&wanted);
    if (!name || !root.isMapping() || root.isEmpty() || root.firstChild().text() == *name)
        return tree;
    const auto patches = yaml::renameKey(yaml::Page(*tree), root.firstChild(), *name);
    return patches ? tree->edited(*patches) : tree;
}

/// The entry with all comments around it, without blank lines around them.
Strings linesOf(const Tree &tree, Node entry, int column)
{
    const yaml::Lines lines(tree);
    const auto span = lines.span(entry);
    int first = 0;
    while (lines.isBlank(first))
        ++first;
    int last = tree.lineCount() - 1;
    while (last > span.lastLine && lines.commentColumn(last) < 0)
        --last;
    return lines.moved(first, last, column - span.column);
}

std::string joined(const Strings &lines, std::string_view lineEnd)
{
    std::string text = lines.front();
    for (size_t i = 1; i < lines.size(); ++i)
        text.append(lineEnd).append(lines[i]);
    return text;
}

const std::string *textOf(const Operation &operation)
{
    const auto *text = std::visit(
        []<typename One>(const One &one) -> const std::string * {
            if constexpr (requires { one.text; })
                return &one.text;
            else
                return nullptr;
        },
        operation);
    return text && !text->empty() ? text : nullptr;
}

} // namespace

Patched withOwnText(const Tree &tree, Patched byValue, const OwnText &own)
{
    if (own.text.empty() || !byValue)
        return byValue;
    const auto brought = withKey(read(own.text), own.path.back());
    const Node entry = entryIn(*brought, own.value);
    const auto written = tree.edited(*byValue);
    const auto slot = yaml::findSlot(*written, own.path);
    if (!entry || !slot || slot->parent().style() != yaml::Style::Block)
        return byValue;
    const yaml::Lines lines(*written);
    const auto span = lines.span(slot->entry());
    if (span.isInline || slot->parent().isSequence() == entry.isKey())
        return byValue;
    const auto text = joined(linesOf(*brought, entry, span.column), yaml::FileStyle(tree).lineEnd());
    const auto after = yaml::apply(written->source(), {{{lines.begin(span.ownLine), lines.end(span.lastLine)}, text}});
    if (!after)
        return byValue;
    return yaml::difference(tree.source(), *after);
}

Strings ownComments(const Operation &operation)
{
    Strings comments;
    if (const auto *text = textOf(operation)) {
        const auto tree = read(*text);
        for (const auto &comment : tree->comments())
            comments.emplace_back(yaml::commentText(*tree, comment));
    }
    return comments;
}

std::optional<Operation> withoutOwnText(const Operation &operation)
{
    if (!textOf(operation))
        return std::nullopt;
    auto plain = operation;
    std::visit(
        [](auto &one) {
            if constexpr (requires { one.text; })
                one.text.clear();
        },
        plain);
    return plain;
}

} // namespace slipway::workflow::edits
