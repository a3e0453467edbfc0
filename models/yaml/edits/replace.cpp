#include "yaml/edits/page.h"
#include "yaml/edits/scalar_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::yaml {

namespace {

bool isBlockText(Node node)
{
    return node.kind() == Kind::Scalar && (node.style() == Style::Literal || node.style() == Style::Folded);
}

bool isBlockCollection(Node node)
{
    return !node.isAlias() && node.style() == Style::Block && !node.isEmpty();
}

/// Of a list's item that is a mapping or list: it begins beside its dash.
bool isCompact(const Page &page, Node node)
{
    return isBlockCollection(node) && node.dash() != Node::none && node.anchor().empty()
        && page.lines.of(node.dash()) == page.lines.of(node.range().begin);
}

/// What an edit takes the place of.
struct Extent {
    /// Right behind the indicator or the anchor.
    quint32 base = 0;
    Range beside;
    /// The last of the lines below; the line of `beside` when there are none.
    int firstLine = 0;
    int lastLine = 0;
};

quint32 baseOf(Node node)
{
    if (!node.isAlias() && !node.anchor().empty())
        return anchorEnd(node);
    if (node.dash() != Node::none)
        return node.dash() + 1;
    return node.colon() != Node::none ? node.colon() + 1 : node.key().range().end;
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Of a scalar that begins below its key: what replaces it goes on the key's line. Nothing where a comment is in the
/// way, or one line takes the place of one line.
std::optional<Extent> extentBelowKey(const Page &page, Node node, const Written &written)
{
    const auto base = baseOf(node);
    const Range own{valueBegin(node), node.range().end};
    const int first = page.lines.of(base);
    const int last = page.lines.of(own.end);
    const bool isOneLine = page.lines.of(own.begin) == last && written.below.empty();
    if (node.kind() != Kind::Scalar || isBlockText(node) || page.lines.of(own.begin) == first || isOneLine)
        return std::nullopt;
    const auto text = [&page](quint32 begin, quint32 end) { return page.tree.text({begin, end}); };
    if (isBlank(text(base, own.begin)))
        return Extent{base, {base, own.end}, last, last};
    if (isBlank(text(page.lines.end(first), own.begin)) && isBlank(text(own.end, page.lines.end(last))))
        return Extent{base, {base, base}, first, last};
    return std::nullopt;
}

Extent extentOf(const Page &page, Node node, const Written &written)
{
    if (const auto below = extentBelowKey(page, node, written))
        return *below;
    Extent extent;
    extent.base = baseOf(node);
    if (isCompact(page, node)) {
        const auto begin = node.range().begin;
        extent.firstLine = page.lines.of(begin);
        extent.lastLine = page.lines.span(node).lastLine;
        extent.beside = {begin, page.lines.end(extent.firstLine)};
        return extent;
    }
    if (isBlockCollection(node) || (node.kind() == Kind::Null && node.content().isEmpty()))
        extent.beside = {extent.base, extent.base};
    else if (isBlockText(node))
        extent.beside = BlockText(page.tree, node).header();
    else
        extent.beside = {valueBegin(node), node.range().end};
    extent.firstLine = page.lines.of(extent.beside.end);
    extent.lastLine = extent.firstLine;
    if (isBlockCollection(node))
        extent.lastLine = page.lines.span(node.key() ? node.key() : node).lastLine;
    else if (isBlockText(node))
        extent.lastLine = BlockText(page.tree, node).lastLine();
    return extent;
}

Where whereOf(const Page &page, Node node)
{
    const Node parent = node.parent();
    const auto holder = node.key() ? ownRange(node.key()).begin : node.dash();
    return {page.lines.column(holder), depthOf(parent) + 1, stepAround(page.tree, parent)};
}

Style styleOf(Node node)
{
    return node.kind() == Kind::Scalar ? node.style() : Style::Plain;
}

/// A text over several lines stays in double quotes only where it had them.
bool becomesLiteral(Node node, const Value &value)
{
    const bool wasLong = styleOf(node) == Style::DoubleQuoted && node.text().contains('\n');
    return hasSeveralLines(value) && !wasLong;
}

Written writtenScalar(const Page &page, Node node, const Value &value)
{
    const auto where = whereOf(page, node);
    const auto key = node.key() ? node.key().text() : std::string_view();
    const bool isNew = node.kind() == Kind::Null || node.isAlias();
    if (!value.isText() || becomesLiteral(node, value) || isNew) {
        if (!node.key())
            return page.writer().behindDash(value, where, {});
        return page.writer().asBlock(key, value, where);
    }
    return {scalarText(value.text, styleOf(node), page.style.quotes(), false), {}};
}

base::Result<Patches> replaceInFlow(const Page &page, Node node, const Value &value)
{
    const Node parent = node.parent();
    const auto style =
        node.style() == Style::Flow && !node.isAlias() ? flowStyleNear(page, node) : flowStyleNear(page, parent);
    const auto text = page.writer().flow(value, style, node.isAlias() ? Style::Plain : styleOf(node));
    if (node.kind() == Kind::Null && node.content().isEmpty()) {
        const bool hasColon = node.colon() != Node::none;
        const auto at = baseOf(node);
        return Patches{{{at, at}, (hasColon || node.dash() != Node::none ? " " : ": ") + text}};
    }
    return Patches{{{valueBegin(node), node.range().end}, text}};
}

base::Result<Patches> replaceByScalar(const Page &page, Node node, const Value &value)
{
    if (isBlockText(node) && value.isText()) {
        if (auto patches = BlockText(page.tree, node).rewritten(value.text, page.lineEnd()))
            return *patches;
    }
    const int gap = node.dash() != Node::none ? dashNear(page, node.parent(), node.position()).gap - 1 : 1;
    return putValue(page, node, writtenScalar(page, node, value), gap);
}

bool staysFlow(Node node, const Value &value)
{
    const bool isSameKind = node.isMapping() == (value.type == Value::Type::Map);
    return !node.isAlias() && node.style() == Style::Flow && !node.isEmpty() && isSameKind && !hasSeveralLines(value);
}

base::Result<Patches> replaceByCollection(const Page &page, Node node, const Value &value)
{
    const auto writer = page.writer();
    const auto where = whereOf(page, node);
    if (value.members.empty() || staysFlow(node, value))
        return putValue(page, node, {writer.flow(value, flowStyleNear(page, node)), {}}, 1);
    if (const Node key = node.key()) {
        const bool isEmptyList = node.style() == Style::Flow && node.isEmpty();
        const bool isBlock = node.isSequence() && (isBlockCollection(node) || isEmptyList);
        const bool asBlock = isBlock && value.type == Value::Type::List;
        return putValue(page, node,
                        asBlock ? writer.asBlock(key.text(), value, where) : writer.behindKey(key.text(), value, where),
                        1);
    }
    auto dash = dashNear(page, node.parent(), node.position());
    if (isBlockCollection(node) && node.anchor().empty()) {
        dash.isAlone = !isCompact(page, node);
        dash.gap = page.lines.column(node.range().begin) - page.lines.column(node.dash());
    }
    dash.isAlone = dash.isAlone || !(node.isAlias() || node.anchor().empty());
    return putValue(page, node, writer.behindDash(value, where, dash), dash.gap - 1);
}

} // namespace

Patches putValue(const Page &page, Node node, const Written &written, int gap)
{
    auto extent = extentOf(page, node, written);
    // Blank lines that are there already are the first ones that a text keeps.
    if (!written.below.empty() && written.below.back().empty())
        extent.lastLine += page.lines.blanksBelow(extent.lastLine);
    Patches patches;
    const auto blanks = std::string(static_cast<size_t>(std::max(gap, 1)), ' ');
    if (written.beside.empty())
        append(patches, {{extent.base, std::max(extent.base, extent.beside.end)}, {}});
    else if (extent.beside.begin == extent.base)
        append(patches, {extent.beside, blanks + written.beside});
    else
        append(patches, {extent.beside, written.beside});
    std::string below;
    for (const auto &line : written.below)
        below.append(page.lineEnd()).append(line);
    append(patches, {{page.lines.end(extent.firstLine), page.lines.end(extent.lastLine)}, below});
    return patches;
}

base::Result<Patches> replaceValue(const Page &page, const Slot &slot, const Value &value)
{
    const Node node = slot.value;
    if (areEqual(*valueOf(node), value))
        return Patches();
    if (!node.parent())
        return std::unexpected(
            refusal(QCoreApplication::translate("yaml::edits", "The whole file cannot be replaced by an edit.")));
    if (isInFlow(node))
        return replaceInFlow(page, node, value);
    return value.isCollection() ? replaceByCollection(page, node, value) : replaceByScalar(page, node, value);
}

base::Result<Patches> fillCollection(const Page &page, Node collection, const Value &value)
{
    if (!collection.parent())
        return std::unexpected(
            refusal(QCoreApplication::translate("yaml::edits", "An empty file has no place for this.")));
    const Node key = collection.key();
    if (!key || isInFlow(collection))
        return replaceValue(page, {collection, key}, value);
    return putValue(page, collection, page.writer().asBlock(key.text(), value, whereOf(page, collection)), 1);
}

base::Result<Patches> renameKey(const Page &page, Node key, std::string_view to)
{
    if (key.text() == to)
        return Patches();
    const auto text = keyText(to, key.isAlias() ? Style::Plain : styleOf(key), page.style.quotes(), isInFlow(key));
    if (to.contains('\n') || isBlockText(key))
        return std::unexpected(
            refusal(QCoreApplication::translate("yaml::edits", "A key over several lines cannot be written here.")));
    return Patches{{{valueBegin(key), key.range().end}, text}};
}

} // namespace slipway::yaml
