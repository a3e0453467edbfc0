#include "syntax/popular_actions.h"

#include <algorithm>

namespace slipway::syntax {

/// resources/syntax/actions.txt, compiled in.
extern const std::string_view popularActionsText;

namespace {

constexpr char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool isLess(std::string_view one, std::string_view other)
{
    return std::ranges::lexicographical_compare(one, other, {}, lower, lower);
}

bool isSame(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, {}, lower, lower);
}

/// What stands before the next `separator`, which is taken off `rest` with it.
std::string_view takeUpTo(std::string_view &rest, char separator)
{
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return taken;
}

ActionInput readInput(std::string_view text)
{
    ActionInput input;
    const std::size_t deprecated = text.find('~');
    if (deprecated != std::string_view::npos) {
        input.isDeprecated = true;
        input.replacement = text.substr(deprecated + 1);
        text = text.substr(0, deprecated);
    }
    input.isRequired = text.ends_with('!');
    input.name = input.isRequired ? text.substr(0, text.size() - 1) : text;
    return input;
}

PopularAction readAction(std::string_view line)
{
    PopularAction action{.name = takeUpTo(line, ' ')};
    action.isOutdated = takeUpTo(line, ' ') == "old";
    std::string_view inputs = takeUpTo(line, ' ');
    action.takesAnyInput = action.isOutdated || inputs == "*";
    action.givesAnyOutput = action.isOutdated || line == "*";
    if (action.isOutdated)
        return action;
    while (!action.takesAnyInput && !inputs.empty() && inputs != "-")
        action.inputs.push_back(readInput(takeUpTo(inputs, ',')));
    while (!action.givesAnyOutput && !line.empty() && line != "-")
        action.outputs.push_back(takeUpTo(line, ','));
    return action;
}

std::vector<PopularAction> readActions(std::string_view text)
{
    std::vector<PopularAction> actions;
    while (!text.empty()) {
        const std::string_view line = takeUpTo(text, '\n');
        if (!line.empty() && !line.starts_with('#'))
            actions.push_back(readAction(line));
    }
    std::ranges::sort(actions, isLess, &PopularAction::name);
    return actions;
}

} // namespace

const ActionInput *PopularAction::input(std::string_view inputName) const
{
    const auto found =
        std::ranges::find_if(inputs, [&](const ActionInput &one) { return isSame(one.name, inputName); });
    return found == inputs.end() ? nullptr : &*found;
}

std::span<const PopularAction> popularActions()
{
    static const std::vector<PopularAction> actions = readActions(popularActionsText);
    return actions;
}

const PopularAction *popularAction(std::string_view uses)
{
    const auto actions = popularActions();
    const auto found = std::ranges::lower_bound(actions, uses, isLess, &PopularAction::name);
    return found != actions.end() && isSame(found->name, uses) ? &*found : nullptr;
}

} // namespace slipway::syntax
