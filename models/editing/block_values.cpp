#include "editing/block_values.h"

#include "syntax/popular_actions.h"

#include <algorithm>

namespace slipway::editing {

namespace {

using yaml::makeList;
using yaml::makeMap;
using yaml::ValuePtr;

constexpr int timeLimit = 15;

ValuePtr action(const workflow::Document &document, std::string_view name, std::string_view uses, Members with = {})
{
    Members members{{"name", text(name)}, {"uses", text(versioned(document, uses))}};
    if (!with.empty())
        members.push_back({"with", makeMap(std::move(with))});
    return makeMap(std::move(members));
}

/// A branch that pushes are expected on: the one that the document names already.
std::string mainBranch(const workflow::Document &document)
{
    for (const workflow::Trigger &trigger : document.workflow().on.events) {
        if (!trigger.branches.items.empty()
            && trigger.branches.items.front().text().find('*') == std::string_view::npos)
            return std::string(trigger.branches.items.front().text());
    }
    return "main";
}

} // namespace

ValuePtr text(std::string_view text)
{
    return yaml::makeText(text);
}

ValuePtr number(int number)
{
    auto value = std::make_shared<yaml::Value>();
    value->type = yaml::Value::Type::Number;
    value->text = std::to_string(number);
    return value;
}

bool isAction(std::string_view uses, std::string_view action)
{
    return uses.size() > action.size() && uses[action.size()] == '@'
        && workflow::equalsAnyCase(uses.substr(0, action.size()), action);
}

std::string versioned(const workflow::Document &document, std::string_view action)
{
    for (const workflow::Job &job : document.workflow().jobs) {
        for (const workflow::Step &step : job.steps) {
            if (isAction(step.uses.text(), action))
                return std::string(step.uses.text());
        }
    }
    std::string newest;
    for (const syntax::PopularAction &known : syntax::popularActions()) {
        if (!known.isOutdated && isAction(known.name, action))
            newest = known.name;
    }
    return newest.empty() ? std::string(action) + "@v4" : newest;
}

ValuePtr checkoutStep(const workflow::Document &document)
{
    return action(document, "Checkout", "actions/checkout");
}

ValuePtr actionStep(const workflow::Document &document, const workflow::Job &job)
{
    const bool hasCheckout = std::ranges::any_of(
        job.steps, [](const workflow::Step &step) { return isAction(step.uses.text(), "actions/checkout"); });
    if (!hasCheckout)
        return checkoutStep(document);
    return action(document, "Setup Node.js", "actions/setup-node", {{"node-version", text("20")}});
}

ValuePtr runStep()
{
    return makeMap({{"name", text("Run a command")}, {"run", text("echo \"Hello\"")}});
}

ValuePtr uploadStep(const workflow::Document &document, const std::string &artifact)
{
    return action(document, "Upload " + artifact, "actions/upload-artifact",
                  {{"name", text(artifact)}, {"path", text("dist")}, {"retention-days", number(7)}});
}

ValuePtr downloadStep(const workflow::Document &document, const std::string &artifact)
{
    return action(document, "Download " + artifact, "actions/download-artifact",
                  {{"name", text(artifact)}, {"path", text("dist")}});
}

ValuePtr jobBody(const workflow::Document &document, const std::string &need)
{
    Members members;
    if (!need.empty())
        members.push_back({"needs", text(need)});
    members.push_back({"runs-on", text("ubuntu-latest")});
    members.push_back({"timeout-minutes", number(timeLimit)});
    members.push_back({"steps", makeList({checkoutStep(document)})});
    return makeMap(std::move(members));
}

ValuePtr triggerSettings(const workflow::Document &document, std::string_view event)
{
    if (event == "push" || event == "pull_request")
        return makeMap({{"branches", makeList({text(mainBranch(document))})}});
    if (event == "schedule")
        return makeList({makeMap({{"cron", text("0 5 * * 1")}})});
    return nullptr;
}

} // namespace slipway::editing
