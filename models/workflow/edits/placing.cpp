#include "workflow/edits/placing.h"

#include <algorithm>
#include <array>

namespace slipway::workflow {

namespace {

using yaml::Node;
using yaml::Path;
using yaml::Spot;
using yaml::Style;
using Keys = std::span<const std::string_view>;

// The order of the keys in the edit cases' README, rule 6.
constexpr std::array<std::string_view, 8> topKeys{"name", "run-name", "on",          "permissions",
                                                  "env",  "defaults", "concurrency", "jobs"};
constexpr std::array<std::string_view, 19> jobKeys{
    "name",        "needs", "if",       "permissions", "runs-on",  "timeout-minutes",   "environment",
    "concurrency", "env",   "defaults", "outputs",     "strategy", "continue-on-error", "container",
    "services",    "uses",  "with",     "secrets",     "steps"};
constexpr std::array<std::string_view, 11> stepKeys{
    "name",           "id", "if", "uses", "with", "run", "shell", "working-directory", "env", "continue-on-error",
    "timeout-minutes"};

Keys orderAt(const Path &path)
{
    if (path.empty())
        return topKeys;
    if (isJob(path))
        return jobKeys;
    return isStep(path) ? Keys(stepKeys) : Keys();
}

bool isKey(const yaml::PathPart &part, std::string_view key)
{
    const auto *text = std::get_if<std::string>(&part);
    return text && *text == key;
}

int blanksAbove(const yaml::Page &page, Node entry)
{
    return page.lines.blanksAbove(page.lines.span(entry).firstLine);
}

/// The key behind which the nearest other job that has `key` has it.
Node neighbourByPrecedent(Node job, std::string_view key)
{
    const Node value = precedent(job.parent(), job, key);
    const Node before = value ? value.key().previous().key() : Node();
    return before ? job.keyNode(before.text()) : Node();
}

Node neighbourByOrder(Node map, std::string_view key, Keys order)
{
    const auto at = std::ranges::find(order, key) - order.begin();
    for (auto i = at; i-- > 0;) {
        if (const Node found = map.keyNode(order[static_cast<size_t>(i)]))
            return found;
    }
    return {};
}

int most(const std::vector<int> &counts)
{
    yaml::Tally tally;
    for (const int count : counts)
        tally.add(count);
    return tally.most().value_or(0);
}

std::vector<int> gaps(const yaml::Page &page, Node collection)
{
    std::vector<int> found;
    const auto all = yaml::entriesOf(collection);
    for (size_t i = 1; i < all.size(); ++i)
        found.push_back(blanksAbove(page, all[i]));
    return found;
}

} // namespace

bool isJobs(const Path &path)
{
    return path.size() == 1 && isKey(path[0], "jobs");
}

bool isJob(const Path &path)
{
    return path.size() == 2 && isKey(path[0], "jobs");
}

bool isSteps(const Path &path)
{
    return path.size() == 3 && isKey(path[0], "jobs") && isKey(path[2], "steps");
}

bool isStep(const Path &path)
{
    return path.size() == 4 && isSteps(yaml::parentOf(path));
}

Node precedent(Node jobs, Node job, std::string_view key)
{
    const auto all = yaml::entriesOf(jobs);
    const auto at = std::ranges::find_if(all, [&](Node id) { return id.next() == job; }) - all.begin();
    for (auto i = at; i-- > 0;) {
        if (const Node found = all[static_cast<size_t>(i)].next()[key])
            return found;
    }
    for (auto i = static_cast<size_t>(at) + 1; i < all.size(); ++i) {
        if (const Node found = all[i].next()[key])
            return found;
    }
    return {};
}

Spot spotForKey(const yaml::Page &page, const Path &path, Node map, std::string_view key)
{
    const auto all = yaml::entriesOf(map);
    if (all.empty())
        return {};
    const auto order = orderAt(path);
    const bool isTop = path.empty() && map.style() != Style::Flow;
    Node neighbour = isJob(path) ? neighbourByPrecedent(map, key) : Node();
    if (!neighbour && std::ranges::contains(order, key))
        neighbour = neighbourByOrder(map, key, order);
    else if (!neighbour)
        neighbour = all.back();
    if (neighbour)
        return {Spot::Side::After, neighbour, isTop ? blanksAbove(page, neighbour) : 0};
    return {Spot::Side::Before, all.front(), isTop && all.size() > 1 ? blanksAbove(page, all[1]) : 0};
}

int blankLinesAt(const yaml::Page &page, Node collection, int at, int alone)
{
    const auto all = yaml::entriesOf(collection);
    if (collection.style() == Style::Flow || all.empty())
        return 0;
    if (all.size() == 1)
        return alone;
    const auto last = static_cast<int>(all.size()) - 1;
    return blanksAbove(page, all[static_cast<size_t>(std::clamp(at, 1, last))]);
}

int blankLinesOfTop(const yaml::Page &page)
{
    const Node root = page.tree.root();
    return root.style() == Style::Flow ? 0 : most(gaps(page, root));
}

int blankLinesOfSteps(const yaml::Page &page, Node jobs, int at)
{
    const auto all = yaml::entriesOf(jobs);
    const auto count = static_cast<int>(all.size());
    for (int i = 0; i < count; ++i) {
        const int index = i < at ? at - 1 - i : i;
        const Node steps = all[static_cast<size_t>(index)].next()["steps"];
        if (steps && !steps.isAlias() && steps.style() == Style::Block && steps.size() > 1)
            return most(gaps(page, steps));
    }
    return 0;
}

std::optional<Style> needsStyle(const yaml::Tree &tree)
{
    int block = 0;
    int flow = 0;
    for (const auto job : yaml::entries(tree.root()["jobs"])) {
        const Node needs = job.value["needs"];
        if (needs && needs.isSequence() && !needs.isAlias() && !needs.isEmpty())
            ++(needs.style() == Style::Block ? block : flow);
    }
    if (block + flow == 0)
        return std::nullopt;
    return block > flow ? Style::Block : Style::Flow;
}

} // namespace slipway::workflow
