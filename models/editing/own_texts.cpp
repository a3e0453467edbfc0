#include "editing/own_texts.h"

#include "yaml/edits/page.h"

#include <algorithm>

namespace slipway::editing {

namespace {

using yaml::Node;
using yaml::Style;
using Strings = std::vector<std::string>;

yaml::Tree::Ptr parsed(const std::string &text)
{
    return yaml::Tree::parse(QByteArray::fromStdString(text));
}

/// Lines without the blank ones at their ends.
struct LineRange {
    int first = 0;
    int last = 0;

    void trim(const yaml::Lines &lines, const yaml::Span &entry)
    {
        while (first < entry.firstLine && lines.isBlank(first))
            ++first;
        while (last > entry.lastLine && lines.commentColumn(last) < 0)
            --last;
    }
};

/// Where the comments below the last entry of a collection end.
int lastLineOf(const yaml::Tree &tree, Node collection, const yaml::Span &entry)
{
    const yaml::Lines lines(tree);
    int last = entry.lastLine;
    for (int line = last + 1; lines.isBlank(line) || lines.commentColumn(line) >= 0; ++line) {
        if (lines.commentColumn(line) >= entry.column || !collection.parent())
            last = line;
    }
    return last;
}

bool isPlain(Node node)
{
    if (!node)
        return true;
    const bool isText = node.kind() == yaml::Kind::Scalar;
    const bool isWritten = isText ? node.style() != Style::Plain : node.style() == Style::Flow && !node.isEmpty();
    const auto entries = yaml::entriesOf(node);
    return !isWritten && std::ranges::all_of(entries, [](Node entry) {
        return isPlain(entry) && (!entry.isKey() || isPlain(entry.next()));
    });
}

} // namespace

std::string joined(const Strings &lines)
{
    std::string text;
    for (const auto &line : lines)
        text.append(line) += '\n';
    return text;
}

std::string indented(const std::string &text)
{
    const auto tree = parsed(text);
    // Behind the last line end there is no line.
    return joined(yaml::Lines(*tree).moved(0, tree->lineCount() - 2, 2));
}

Strings textsOf(Node collection)
{
    const auto entries = yaml::entriesOf(collection);
    Strings texts(entries.size());
    if (collection.isAlias() || collection.style() != Style::Block || entries.empty())
        return texts;
    const yaml::Tree &tree = *collection.tree();
    const yaml::Lines lines(tree);
    int next = collection.parent() ? lines.span(collection.key() ? collection.key() : collection).ownLine + 1 : 0;
    for (size_t i = 0; i < entries.size(); ++i) {
        const auto span = lines.span(entries[i]);
        LineRange own{next, i + 1 < entries.size() ? span.lastLine : lastLineOf(tree, collection, span)};
        own.trim(lines, span);
        next = own.last + 1;
        if (!span.isInline)
            texts[i] = joined(lines.moved(own.first, own.last, -span.column));
    }
    return texts;
}

std::string asItem(Node root)
{
    if (root.style() != Style::Block)
        return {};
    const yaml::Lines lines(*root.tree());
    const auto first = lines.span(root.firstChild());
    const auto above = lines.moved(0, first.ownLine - 1, 0);
    auto own = lines.moved(first.ownLine, root.tree()->lineCount() - 2, 2);
    own.front().front() = '-';
    return joined(above) + joined(own);
}

std::string asEntry(Node root)
{
    return root.style() == Style::Block ? "job:\n" + indented(std::string(root.tree()->text())) : std::string();
}

std::string worthKeeping(const std::string &text)
{
    const auto tree = parsed(text);
    const yaml::Lines lines(*tree);
    bool isKept = !tree->comments().empty() || !isPlain(tree->root());
    for (int line = 0; line < tree->lineCount() && !isKept; ++line)
        isKept = lines.isBlank(line);
    return isKept ? text : std::string();
}

} // namespace slipway::editing
