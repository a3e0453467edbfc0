#include "workflow/action_metadata.h"

#include "workflow/reading.h"

namespace slipway::workflow {

namespace {

constexpr Slot<ActionMetadata> runsSlots[] = {
    {"using", [](ActionMetadata &action, Field field) { action.runtime = field.text(); }},
    slot<&ActionMetadata::main>("main"),
    slot<&ActionMetadata::pre>("pre"),
    slot<&ActionMetadata::post>("post"),
    slot<&ActionMetadata::image>("image"),
    slot<&ActionMetadata::steps>("steps"),
};

constexpr Slot<ActionMetadata> actionSlots[] = {
    slot<&ActionMetadata::name>("name"),
    slot<&ActionMetadata::description>("description"),
    slot<&ActionMetadata::inputs>("inputs"),
    slot<&ActionMetadata::outputs>("outputs"),
    {"runs",
     [](ActionMetadata &action, Field field) {
         action.runs = field;
         readMapping(field.value, action, runsSlots);
     }},
};

} // namespace

const Input *ActionMetadata::input(std::string_view inputName) const
{
    return findNamed(inputs, inputName);
}

const Output *ActionMetadata::output(std::string_view outputName) const
{
    return findNamed(outputs, outputName);
}

ActionMetadata readAction(const QByteArray &source, std::string path)
{
    ActionMetadata action;
    action.path = std::move(path);
    if (action.path.ends_with("Dockerfile")) {
        action.tree = yaml::Tree::parse({});
        action.runtime = "docker";
        return action;
    }
    action.tree = yaml::Tree::parse(source);
    if (isExpandable(*action.tree))
        readMapping(action.tree->root(), action, actionSlots);
    return action;
}

} // namespace slipway::workflow
