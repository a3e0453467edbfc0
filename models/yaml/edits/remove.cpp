#include "yaml/edits/flow_entries.h"
#include "yaml/edits/page.h"

namespace slipway::yaml {

namespace {

/// The last entry of a block collection is about to go: what remains is written as an empty one.
Patches emptyBlock(const Page &page, Node collection, Node entry)
{
    const std::string nothing = collection.isMapping() ? "{}" : "[]";
    const auto span = page.lines.span(entry);
    if (!collection.parent())
        return {{{page.lines.begin(span.ownLine), page.lines.end(span.lastLine)}, nothing}};
    if (span.isInline)
        return {{{span.own.begin, page.lines.end(span.lastLine)}, nothing}};
    const bool hasAnchor = !collection.anchor().empty();
    const Node key = collection.key();
    const auto indicator = key ? collection.colon() : collection.dash();
    const auto at = hasAnchor ? anchorEnd(collection) : indicator + 1;
    const int above = page.lines.blanksAbove(span.firstLine);
    Patches patches;
    append(patches, {{at, at}, ' ' + nothing});
    append(patches, {{page.lines.end(span.firstLine - above - 1), page.lines.end(span.lastLine)}, {}});
    return patches;
}

/// The first key of an item gives its place beside the dash to the next one.
Patches removeInline(const Page &page, const Span &span, Node next)
{
    const auto nextSpan = page.lines.span(next);
    const int blanksBelow = page.lines.blanksBelow(span.lastLine);
    const int between = span.lastLine + 1 + blanksBelow;
    Patches patches;
    if (between < nextSpan.ownLine) {
        // Comments about the next key go above the dash, at its column.
        const int dashLine = span.ownLine;
        const auto before = page.tree.text({page.lines.begin(dashLine), span.own.begin});
        const auto dash = before.find_first_not_of(' ');
        const auto column = static_cast<size_t>(span.column) - dash;
        std::string text;
        for (int line = between; line < nextSpan.ownLine; ++line) {
            auto words = page.tree.text({page.lines.begin(line), page.lines.endWithBreak(line)});
            words.remove_prefix(std::min({words.find_first_not_of(' '), words.size(), column}));
            text += words;
        }
        const auto at = page.lines.begin(dashLine);
        append(patches, {{at, at}, text});
    }
    append(patches, {{span.own.begin, nextSpan.own.begin}, {}});
    return patches;
}

Patches removeLines(const Page &page, const Span &span, bool isLast)
{
    const int above = isLast ? page.lines.blanksAbove(span.firstLine) : 0;
    const int below = isLast ? 0 : page.lines.blanksBelow(span.lastLine);
    const int first = span.firstLine - above;
    const int last = span.lastLine + below;
    // The line before is now the last one of a file without a final line end.
    if (page.lines.isUnended(last) && first > 0)
        return {{{page.lines.end(first - 1), page.lines.end(last)}, {}}};
    return {{{page.lines.begin(first), page.lines.endWithBreak(last)}, {}}};
}

} // namespace

base::Result<Patches> removeEntry(const Page &page, Node entry)
{
    const Node collection = entry.parent();
    if (collection.style() == Style::Flow)
        return removeInFlow(page, collection, entry);
    if (collection.size() == 1)
        return emptyBlock(page, collection, entry);
    const auto span = page.lines.span(entry);
    const Node next = entry.isKey() ? entry.next().next() : entry.next();
    if (span.isInline && next)
        return removeInline(page, span, next);
    return removeLines(page, span, !next);
}

} // namespace slipway::yaml
