#include "workflow/edits/trigger_map.h"

#include "yaml/edits/scalar_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Page;
using yaml::Patches;
using yaml::Style;
using Strings = std::vector<std::string>;

std::string keyOf(const Page &page, Node event)
{
    return yaml::keyText(event.text(), Style::Plain, page.style.quotes(), false) + ':';
}

/// The column of the events, one step of the file below `on`.
int eventColumn(const Page &page, Node on)
{
    return page.lines.column(yaml::ownRange(on.key()).begin) + page.style.mapStep(yaml::depthOf(on), 0);
}

Strings newEvent(const Page &page, Node on, const AddTrigger &add)
{
    const int column = eventColumn(page, on);
    const int step = column - page.lines.column(yaml::ownRange(on.key()).begin);
    return page.writer().entry(add.event, *add.config, {column, yaml::depthOf(on) + 1, step});
}

std::string blanks(int count)
{
    return std::string(static_cast<size_t>(count), ' ');
}

/// Everything in one flow mapping, where `on` stands in one.
Patched inFlow(const Page &page, Node on, const AddTrigger &add)
{
    auto map = yaml::makeMap({});
    if (on.isScalar())
        map->members.push_back({std::string(on.text()), yaml::makeNull()});
    for (const Node item : yaml::items(on))
        map->members.push_back({std::string(item.text()), yaml::makeNull()});
    map->members.push_back({add.event, add.config});
    return yaml::replaceValue(page, {on, on.key()}, *map);
}

Patched fromWord(const Page &page, Node on, const AddTrigger &add)
{
    Strings lines{blanks(eventColumn(page, on)) + keyOf(page, on)};
    std::ranges::move(newEvent(page, on, add), std::back_inserter(lines));
    return yaml::putValue(page, on, {{}, lines});
}

/// What stands in `range`: its comments, those that follow something on its line apart.
struct Between {
    std::string beside;
    Strings above;
};

Between commentsIn(const Page &page, yaml::Range range)
{
    Between found;
    for (const auto &comment : page.tree.comments()) {
        if (!range.contains(comment.range))
            continue;
        const auto text = page.tree.text(comment.range);
        const auto words = std::string(text.substr(0, text.find_last_not_of(" \t\r") + 1));
        if (comment.hasOwnLine)
            found.above.push_back(words);
        else
            found.beside = ' ' + words;
    }
    return found;
}

Patched fromFlowList(const Page &page, Node on, const AddTrigger &add)
{
    const auto indentation = blanks(eventColumn(page, on));
    const auto all = yaml::entriesOf(on);
    Strings lines;
    quint32 at = on.content().begin;
    std::string first;
    for (const Node item : all) {
        const auto between = commentsIn(page, {at, item.range().begin});
        (lines.empty() ? first : lines.back()) += between.beside;
        for (const auto &comment : between.above)
            lines.push_back(indentation + comment);
        lines.push_back(indentation + keyOf(page, item));
        at = item.range().end;
    }
    const auto last = commentsIn(page, {at, on.content().end});
    lines.back() += last.beside;
    for (const auto &comment : last.above)
        lines.push_back(indentation + comment);
    std::ranges::move(newEvent(page, on, add), std::back_inserter(lines));
    const auto end = on.range().end;
    const bool isFollowed = page.tree.text({end, page.lines.end(page.lines.of(end))}).contains('#');
    // One comment fits beside the key: the other one goes above the events.
    if (!first.empty() && isFollowed)
        lines.insert(lines.begin(), indentation + first.substr(1));
    auto patches = yaml::putValue(page, on, {{}, lines});
    if (!first.empty() && !isFollowed)
        patches.front().text.insert(0, first);
    return patches;
}

/// The block list's lines from the first item's to the last one's: dashes give way to the events' column.
Patched fromBlockList(const Page &page, Node on, const AddTrigger &add)
{
    const int column = eventColumn(page, on);
    const auto all = yaml::entriesOf(on);
    const int oldColumn = page.lines.span(all.front()).column;
    Patches patches;
    const auto moveComments = [&](int from, int to) {
        for (int line = from; line < to; ++line) {
            const auto begin = page.lines.begin(line);
            if (page.lines.commentColumn(line) == oldColumn)
                yaml::append(patches, {{begin, begin + static_cast<quint32>(oldColumn)}, blanks(column)});
        }
    };
    int line = page.lines.span(all.front()).firstLine;
    for (const Node item : all) {
        const auto span = page.lines.span(item);
        moveComments(line, span.ownLine);
        yaml::append(patches, {{page.lines.begin(span.ownLine), item.range().end}, blanks(column) + keyOf(page, item)});
        line = span.lastLine + 1;
    }
    const auto end = page.lines.end(line - 1);
    std::string text;
    for (const auto &added : newEvent(page, on, add))
        text.append(page.lineEnd()).append(added);
    yaml::append(patches, {{end, end}, text});
    return patches;
}

} // namespace

Patched asTriggerMap(const Page &page, Node on, const AddTrigger &add)
{
    if (yaml::isInFlow(on))
        return inFlow(page, on, add);
    if (on.isScalar())
        return fromWord(page, on, add);
    const auto all = yaml::entriesOf(on);
    if (!std::ranges::all_of(all, &Node::isScalar))
        return refused(QCoreApplication::translate("workflow::edit", "\"on\" holds something else than events."));
    return on.style() == Style::Flow ? fromFlowList(page, on, add) : fromBlockList(page, on, add);
}

} // namespace slipway::workflow::edits
