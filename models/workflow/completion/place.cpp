#include "workflow/completion/place.h"

#include <algorithm>
#include <vector>

namespace slipway::workflow {

namespace {

/// The shape of what stands below `key` in a mapping.
const syntax::Shape *shapeBelow(const syntax::Shape *shape, yaml::Node mapping, std::string_view key)
{
    if (!shape)
        return nullptr;
    const auto hasKey = [mapping](std::string_view name) { return static_cast<bool>(mapping[name]); };
    const syntax::Shape &decided = syntax::chosen(*shape, hasKey);
    const syntax::Key *found = decided.key(key);
    if (!found)
        found = shape->key(key);
    return found ? found->shape : decided.others;
}

/// Whether the keys below this path are the author's own.
bool hasOwnNames(std::string_view path)
{
    static constexpr std::string_view paths[] = {
        "jobs",
        "jobs.*.services",
        "on.workflow_dispatch.inputs",
        "on.workflow_call.inputs",
        "on.workflow_call.secrets",
        "on.workflow_call.outputs",
    };
    return std::ranges::find(paths, path) != std::end(paths);
}

/// The nodes from below the root to `node`; keys of mappings are left out.
std::vector<yaml::Node> chainTo(yaml::Node node)
{
    std::vector<yaml::Node> chain;
    for (; node && node.parent(); node = node.parent())
        chain.push_back(node);
    std::ranges::reverse(chain);
    return chain;
}

void enter(CompletionPlace &place, std::string_view step)
{
    if (step == "[]" && place.path.ends_with(".steps.[].parallel")) {
        place.path.resize(place.path.size() - std::string_view(".[].parallel").size());
    }
    place.path += place.path.empty() ? "" : ".";
    place.path += step;
}

void findAround(CompletionPlace &place, const Workflow &workflow, yaml::Node node)
{
    if (place.path == "jobs.*")
        for (const Job &job : workflow.jobs)
            if (job.field.value == node)
                place.job = &job;
    if (place.job && place.path == "jobs.*.steps.[]")
        forEachStep(place.job->steps, [&](const Step &step) {
            if (step.node == node)
                place.step = &step;
        });
    if (place.path.starts_with("on.") && !place.trigger)
        for (const Trigger &trigger : workflow.on.events)
            if (trigger.value == node)
                place.trigger = &trigger;
}

} // namespace

CompletionPlace placeOf(const Workflow &workflow, yaml::Node node)
{
    CompletionPlace place;
    place.shape = &syntax::workflow;
    for (const yaml::Node part : chainTo(node.isKey() ? node.parent() : node)) {
        const yaml::Node key = part.key();
        if (key) {
            place.shape = shapeBelow(place.shape, part.parent(), key.text());
            enter(place, hasOwnNames(place.path) ? "*" : key.text());
        } else {
            place.shape = place.shape ? place.shape->items : nullptr;
            enter(place, "[]");
        }
        findAround(place, workflow, part);
    }
    return place;
}

} // namespace slipway::workflow
