#include "yaml/edits/page.h"

#include <algorithm>

namespace slipway::yaml {

std::vector<Node> entriesOf(Node collection)
{
    std::vector<Node> found;
    for (const auto entry : entries(collection))
        found.push_back(entry.key);
    for (const Node item : items(collection))
        found.push_back(item);
    return found;
}

Spot spotAt(Node collection, int at, int blankLines)
{
    const auto all = entriesOf(collection);
    if (all.empty())
        return {};
    const auto size = static_cast<int>(all.size());
    if (at >= size)
        return {Spot::Side::After, all.back(), blankLines};
    return {Spot::Side::Before, all[static_cast<size_t>(std::max(at, 0))], blankLines};
}

bool isInFlow(Node node)
{
    const Node parent = node.parent();
    return parent && parent.style() == Style::Flow;
}

DashStyle dashNear(const Page &page, Node list, int at)
{
    const auto all = entriesOf(list);
    const auto order = [&](size_t i) {
        const auto size = all.size();
        const auto before = std::min(static_cast<size_t>(std::max(at, 0)), size);
        return i < before ? before - 1 - i : i;
    };
    std::optional<DashStyle> ofScalar;
    for (size_t i = 0; i < all.size(); ++i) {
        const Node item = all[order(i)];
        if (item.kind() == Kind::Null || item.dash() == Node::none)
            continue;
        const int gap = page.lines.column(item.range().begin) - page.lines.column(item.dash());
        const bool isAlone = page.lines.of(item.range().begin) != page.lines.of(item.dash());
        const bool isBlock = item.style() == Style::Block && !item.isAlias();
        // Behind an anchor the content begins on the next line whatever the habit.
        if (isBlock && item.anchor().empty())
            return {gap, isAlone};
        if (!isAlone && !ofScalar)
            ofScalar = DashStyle{gap, false};
    }
    return ofScalar ? *ofScalar : page.style.dash(depthOf(list));
}

Style quotesNear(Node list, int at)
{
    const auto all = entriesOf(list);
    if (all.empty())
        return Style::Plain;
    const auto index = std::clamp<qsizetype>(at - 1, 0, static_cast<qsizetype>(all.size()) - 1);
    const Node near = all[static_cast<size_t>(index)];
    const bool isQuoted = near.style() == Style::SingleQuoted || near.style() == Style::DoubleQuoted;
    return near.kind() == Kind::Scalar && isQuoted ? near.style() : Style::Plain;
}

namespace {

bool isPadded(Node flow)
{
    const auto text = flow.tree()->text(flow.content());
    return text.size() > 2 && text[1] == ' ';
}

} // namespace

FlowStyle flowStyleNear(const Page &page, Node collection)
{
    auto style = page.writer().flowStyle();
    const auto learn = [&style](Node node) {
        if (!node || node.isAlias() || node.style() != Style::Flow || node.isEmpty())
            return;
        (node.isMapping() ? style.padsMaps : style.padsLists) = isPadded(node);
    };
    learn(collection);
    for (const Node entry : entriesOf(collection))
        learn(entry.isKey() ? entry.next() : entry);
    return style;
}

void append(Patches &patches, Patch patch)
{
    if (patch.range.isEmpty() && patch.text.empty())
        return;
    if (!patches.empty() && patches.back().range.end == patch.range.begin) {
        patches.back().range.end = patch.range.end;
        patches.back().text += patch.text;
        return;
    }
    patches.push_back(std::move(patch));
}

Patches merged(Patches patches)
{
    std::ranges::stable_sort(patches, {}, [](const Patch &patch) { return patch.range.begin; });
    Patches result;
    for (auto &patch : patches)
        append(result, std::move(patch));
    return result;
}

} // namespace slipway::yaml
