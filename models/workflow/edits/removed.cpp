#include "workflow/edits/parts.h"

#include <algorithm>
#include <iterator>

namespace slipway::workflow::edits {

namespace {

using yaml::Node;
using yaml::Path;
using yaml::Range;
using yaml::Tree;
using Ranges = std::vector<Range>;

/// An entry with what belongs to it: whole lines, with the comment above.
Range belongings(const Tree &tree, Node entry)
{
    const yaml::Lines lines(tree);
    const auto span = lines.span(entry);
    const int own = span.ownLine;
    int first = span.firstLine;
    while (entry.parent().style() == yaml::Style::Flow
           && lines.commentColumn(first - 1) == lines.column(span.own.begin))
        --first;
    // A dash that is shared with others, and what stands before it, stays.
    const auto begin = span.isInline && first == own ? span.own.begin : lines.begin(first);
    return {begin, lines.endWithBreak(span.lastLine)};
}

/// What a value is replaced with takes the place of the value alone.
Range contentOf(const Tree &tree, Node value)
{
    const yaml::Lines lines(tree);
    if (value.isAlias() || value.style() != yaml::Style::Block || value.isEmpty())
        return value.range();
    const Node key = value.key();
    const bool isBeside = !key && lines.of(value.dash()) == lines.of(value.range().begin);
    const auto holder = key ? value.colon() : value.dash();
    const auto begin = isBeside ? holder : lines.end(lines.of(holder));
    return {begin, lines.endWithBreak(lines.span(key ? key : value).lastLine)};
}

Ranges atPath(const Tree &tree, const Path &path, bool prune)
{
    const auto slot = yaml::findSlot(tree, path);
    if (!slot)
        return {};
    Ranges ranges;
    const auto equal = equalKeys(*slot);
    for (const Node entry : equal)
        ranges.push_back(belongings(tree, entry));
    if (prune && slot->parent().size() == std::ssize(equal) && path.size() > 1)
        std::ranges::copy(atPath(tree, yaml::parentOf(path), false), std::back_inserter(ranges));
    return ranges;
}

Ranges valueAt(const Tree &tree, const Path &path)
{
    const auto slot = yaml::findSlot(tree, path);
    return slot ? Ranges{contentOf(tree, slot->value)} : Ranges();
}

Ranges needOf(const Tree &tree, Node job, std::string_view id)
{
    const Node needs = job["needs"];
    Ranges ranges;
    if (needs.isScalar() && needs.text() == id)
        ranges.push_back(belongings(tree, needs.key()));
    size_t found = 0;
    for (const Node need : yaml::items(needs)) {
        if (need.isScalar() && need.text() == id && ++found > 0)
            ranges.push_back(belongings(tree, need));
    }
    if (found > 0 && found == static_cast<size_t>(needs.size()))
        ranges.push_back(belongings(tree, needs.key()));
    return ranges;
}

struct Removed {
    const Tree &tree;

    Ranges operator()(const Set &set) const { return valueAt(tree, set.path); }
    Ranges operator()(const Unset &unset) const { return atPath(tree, unset.path, unset.prune); }
    Ranges operator()(const RemoveNeed &remove) const
    {
        return needOf(tree, tree.root()["jobs"][remove.job], remove.need);
    }
    Ranges operator()(const RemoveStep &remove) const
    {
        return atPath(tree, {"jobs", remove.job, "steps", remove.at}, false);
    }
    Ranges operator()(const ReplaceStep &replace) const
    {
        return valueAt(tree, {"jobs", replace.job, "steps", replace.at});
    }
    Ranges operator()(const RemoveTrigger &remove) const
    {
        Ranges ranges;
        for (const Node entry : yaml::entriesOf(tree.root()["on"])) {
            if (entry.text() == remove.event)
                ranges.push_back(belongings(tree, entry));
        }
        return ranges;
    }
    Ranges operator()(const RemoveJob &remove) const
    {
        auto ranges = atPath(tree, {"jobs", remove.id}, false);
        for (const auto job : yaml::entries(tree.root()["jobs"])) {
            if (remove.unlink && job.key.text() != remove.id)
                std::ranges::copy(needOf(tree, job.value, remove.id), std::back_inserter(ranges));
        }
        return ranges;
    }
    template<typename Other>
    Ranges operator()(const Other &) const
    {
        return {};
    }
};

} // namespace

Ranges removedBy(const Tree &tree, const Operation &operation)
{
    return std::visit(Removed{tree}, operation);
}

} // namespace slipway::workflow::edits
