#include "yaml/edits/flow_entries.h"
#include "yaml/edits/page.h"

#include <QCoreApplication>

#include <algorithm>

namespace slipway::yaml {

namespace {

/// The bytes of an entry with the comment above it, without the last line's end.
Range chunkOf(const Page &page, Node entry)
{
    const auto span = page.lines.span(entry);
    const auto begin = span.isInline ? span.own.begin : page.lines.begin(span.firstLine);
    return {begin, page.lines.end(span.lastLine)};
}

Patches moveLines(const Page &page, Node collection, size_t from, size_t to)
{
    const auto all = entriesOf(collection);
    std::vector<Range> chunks;
    for (const Node entry : all)
        chunks.push_back(chunkOf(page, entry));
    const auto [low, high] = std::minmax(from, to);
    auto order = chunks;
    order.erase(order.begin() + static_cast<ptrdiff_t>(from));
    order.insert(order.begin() + static_cast<ptrdiff_t>(to), chunks[from]);
    const auto first = page.lines.span(all.front());
    Patches patches;
    for (size_t i = low; i <= high; ++i) {
        auto words = std::string(page.tree.text(order[i]));
        // The first entry may stand beside a dash, without its indentation.
        const bool wasInline = first.isInline && order[i] == chunks[0];
        const bool isInline = first.isInline && i == 0;
        if (wasInline && !isInline)
            words.insert(0, static_cast<size_t>(first.column), ' ');
        if (isInline && !wasInline)
            words.erase(0, static_cast<size_t>(first.column));
        append(patches, {chunks[i], words});
    }
    return patches;
}

} // namespace

base::Result<Patches> moveEntry(const Page &page, Node collection, int from, int to)
{
    const int size = collection.size();
    if (from < 0 || from >= size || to < 0 || to >= size) {
        return std::unexpected(
            refusal(QCoreApplication::translate("yaml::edits", "There are %1 entries, so none can move from %2 to %3.")
                        .arg(size)
                        .arg(from)
                        .arg(to)));
    }
    if (from == to)
        return Patches();
    const auto first = static_cast<size_t>(from);
    const auto second = static_cast<size_t>(to);
    return collection.style() == Style::Flow ? moveInFlow(page, collection, first, second)
                                             : moveLines(page, collection, first, second);
}

} // namespace slipway::yaml
