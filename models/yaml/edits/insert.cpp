#include "yaml/edits/flow_entries.h"
#include "yaml/edits/page.h"

namespace slipway::yaml {

namespace {

using Strings = std::vector<std::string>;

std::string textAfter(const Page &page, const Strings &written, int blankLines)
{
    std::string text;
    for (int i = 0; i < blankLines; ++i)
        text += page.lineEnd();
    for (const auto &line : written)
        text.append(page.lineEnd()).append(line);
    return text;
}

std::string textBefore(const Page &page, const Strings &written, int blankLines)
{
    std::string text;
    for (const auto &line : written)
        text.append(line).append(page.lineEnd());
    for (int i = 0; i < blankLines; ++i)
        text += page.lineEnd();
    return text;
}

bool isNothing(Node collection)
{
    return collection.isNull() || collection.isEmpty();
}

} // namespace

Patches insertLines(const Page &page, const Spot &spot, const Strings &written)
{
    const auto span = page.lines.span(spot.neighbour);
    const bool keepsBlankLines = !written.empty() && written.back().empty();
    if (spot.side == Spot::Side::After) {
        // Blank lines that are there already are the first ones that a text keeps.
        const int kept = keepsBlankLines ? page.lines.blanksBelow(span.lastLine) : 0;
        const Range range{page.lines.end(span.lastLine), page.lines.end(span.lastLine + kept)};
        return {{range, textAfter(page, written, spot.blankLines)}};
    }
    const int blankLines = keepsBlankLines ? 0 : spot.blankLines;
    if (!span.isInline) {
        const auto at = page.lines.begin(span.firstLine);
        return {{{at, at}, textBefore(page, written, blankLines)}};
    }
    // The new entry takes over the dash, and the old first one gets a line of its own.
    const auto column = static_cast<size_t>(span.column);
    const auto text = textBefore(page, written, blankLines).substr(column) + std::string(column, ' ');
    return {{{span.own.begin, span.own.begin}, text}};
}

base::Result<Patches> insertEntry(const Page &page, Node map, const Spot &spot, std::string_view key,
                                  const Value &value)
{
    if (isNothing(map))
        return fillCollection(page, map, *makeMap({{std::string(key), copyOf(std::make_shared<Value>(value))}}));
    if (map.style() == Style::Flow) {
        const auto text = page.writer().flowEntry(key, value, flowStyleNear(page, map));
        return insertInFlow(page, map, spot, text);
    }
    const auto span = page.lines.span(spot.neighbour);
    const Where where{span.column, depthOf(map) + 1, stepAround(page.tree, map)};
    return insertLines(page, spot, page.writer().entry(key, value, where));
}

base::Result<Patches> insertItem(const Page &page, Node list, int at, const Value &value, int blankLines)
{
    if (isNothing(list))
        return fillCollection(page, list, *makeList({copyOf(std::make_shared<Value>(value))}));
    const auto spot = spotAt(list, at, blankLines);
    const auto quotes = quotesNear(list, at);
    if (list.style() == Style::Flow)
        return insertInFlow(page, list, spot, page.writer().flow(value, flowStyleNear(page, list), quotes));
    const auto span = page.lines.span(spot.neighbour);
    const Where where{span.column, depthOf(list) + 1, stepAround(page.tree, list)};
    return insertLines(page, spot, page.writer().item(value, where, dashNear(page, list, at), quotes));
}

} // namespace slipway::yaml
